import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { blockStates } from './block-states.ts';
import { groupFlatMcus } from './flat-groups.ts';

/** The certificate block (MCU) by block. */
export interface BlockCertificate {
  readonly columns: number;
  readonly rows: number;
  /** Size of a block in pixels; the last ones reach beyond the picture. */
  readonly blockWidth: number;
  readonly blockHeight: number;
  /** Bits of `blockStates`, row-major. */
  readonly states: Uint8Array;
}

/** `certified`: 1 for every edge block whose labels reproduce it, row-major. */
export function certifyBlocks(image: JpegImage, certified: Uint8Array): BlockCertificate {
  const { groups } = groupFlatMcus(image);
  const states = new Uint8Array(groups.length);
  for (let mcu = 0; mcu < states.length; mcu++) {
    if (groups[mcu] === 0) states[mcu] = blockStates.edge | (certified[mcu] === 1 ? blockStates.certified : 0);
  }
  return {
    columns: image.mcusWide,
    rows: image.mcusHigh,
    blockWidth: 8 * image.maxHorizontalSampling,
    blockHeight: 8 * image.maxVerticalSampling,
    states,
  };
}
