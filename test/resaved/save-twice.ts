import sharp from 'sharp';
import type { ForwardModel } from '../../src/shared/forward/forward-model.ts';
import { buildForwardModel } from '../../src/shared/forward/forward-model.ts';
import { groupFlatMcus } from '../../src/shared/forward/flat-groups.ts';
import { jpegCodes } from '../../src/shared/forward/palette-codes.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { paletteOf } from '../repair/drawn-mask.ts';
import { encodeJpeg } from '../repair/encode-jpeg.ts';

export type Subsampling = '4:4:4' | '4:2:0';

/** Saves a mask as JPEG, has another program decode it, and saves what that sees again. */
export async function saveTwice(
  mask: DrawnMask,
  [first, second]: readonly [number, number],
  subsampling: Subsampling,
): Promise<Uint8Array> {
  const before = await encodeJpeg(mask, { quality: first, subsampling });
  const { data, info } = await sharp(before).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } })
    .jpeg({ quality: second, chromaSubsampling: subsampling })
    .toBuffer();
}

/** The model of a file under a mask's colours, and its MCUs that are not of one colour. */
export function readModel(file: Uint8Array, mask: DrawnMask): { model: ForwardModel; edges: number[] } {
  const { image } = readJpeg(file, defaultReadLimits);
  const model = buildForwardModel(image, jpegCodes(image, paletteOf(mask), 'colour'));
  if (model === undefined) throw new Error('expected a file with a forward model');
  const { groups } = groupFlatMcus(image);
  return { model, edges: [...groups.keys()].filter((mcu) => groups[mcu] === 0) };
}
