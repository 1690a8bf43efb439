import type { DctMethod } from '../../src/shared/jpeg/block-transform.ts';
import { blockTransform, roundLevel } from '../../src/shared/jpeg/block-transform.ts';
import type { JpegComponent, JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import { sampleBlock } from '../../src/shared/repair/down-sampling.ts';
import { buildForwardModel } from '../../src/shared/repair/forward-model.ts';
import { jpegCodes } from '../../src/shared/repair/palette-codes.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { paletteOf } from '../repair/drawn-mask.ts';

/**
 * What a file would hold whose encoder transforms otherwise than that of `like`, a file of the same mask: its layout and
 * tables with coefficients made by the forward model. For transforms that no encoder at hand has.
 */
export function encodeByModel(mask: DrawnMask, like: JpegImage, dct: DctMethod): JpegImage {
  const components = like.components.map(emptied);
  const image = { ...like, components };
  const model = buildForwardModel(image, jpegCodes(image, paletteOf(mask), 'colour'), dct);
  if (model === undefined) throw new Error('expected a forward model');
  const samples = new Int32Array(64);
  const levels = new Float64Array(64);
  for (const part of model.components) {
    const { blocksWide, blocksHigh, storedBlocksWide, quantisation } = part.component;
    const transform = blockTransform(dct, quantisation);
    for (let at = 0; at < blocksWide * blocksHigh; at++) {
      const position = { column: at % blocksWide, row: Math.floor(at / blocksWide) };
      sampleBlock(model, part, position, mask.labels, samples);
      transform.toLevels(samples, levels);
      store(
        part.component,
        position.row * storedBlocksWide + position.column,
        levels.map((x) => roundLevel(dct, x)),
      );
    }
  }
  return image;
}

function emptied(component: JpegComponent): JpegComponent {
  const blocks = component.dc.length;
  return {
    ...component,
    dc: new Int16Array(blocks),
    place: new Uint32Array(blocks),
    pool: new Int16Array(64 * (blocks + 1)),
  };
}

function store({ dc, place, pool }: JpegComponent, block: number, coefficients: Float64Array): void {
  dc[block] = coefficients[0];
  if (coefficients.every((value, k) => k === 0 || value === 0)) return;
  place[block] = block + 1;
  pool.set(coefficients, place[block] * 64);
}
