import { type Axis, placeOf } from '../raster/enlargement/axis.ts';
import type { EnlargedBlocks } from './enlarged-blocks.ts';

/** Pixels of the mask, `right` and `bottom` exclusive. */
interface MaskArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The pixels of the mask that take part in an MCU. */
export function maskUnder({ file }: EnlargedBlocks, mcu: number): MaskArea {
  const { model, enlargement, resampler } = file;
  const { mcuWidth, mcuHeight, image } = model;
  const { reach } = resampler.kernel;
  const [left, right] = rangeUnder((mcu % image.mcusWide) * mcuWidth, mcuWidth, enlargement.across, reach);
  const [top, bottom] = rangeUnder(Math.floor(mcu / image.mcusWide) * mcuHeight, mcuHeight, enlargement.down, reach);
  return { left, top, right, bottom };
}

function rangeUnder(from: number, size: number, axis: Axis, reach: number): [number, number] {
  const first = Math.floor(placeOf(from, axis)) - reach + 1;
  const last = Math.floor(placeOf(Math.min(axis.after, from + size) - 1, axis)) + reach;
  return [Math.min(axis.before - 1, Math.max(0, first)), Math.min(axis.before, last + 1)];
}
