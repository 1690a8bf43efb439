import type { DctMethod } from '../../src/shared/jpeg/block-transform.ts';
import { roundLevel } from '../../src/shared/jpeg/block-transform.ts';
import type { JpegComponent, JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import { reducingDct } from '../../src/shared/jpeg/reducing-dct.ts';
import type { BlockPosition } from '../../src/shared/forward/down-sampling.ts';
import { fullBlock, sampleBlock } from '../../src/shared/forward/down-sampling.ts';
import type { ComponentModel, ForwardModel } from '../../src/shared/forward/forward-model.ts';
import { buildForwardModel, reducingByTransform } from '../../src/shared/forward/forward-model.ts';
import { jpegCodes } from '../../src/shared/forward/palette-codes.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { paletteOf } from '../repair/drawn-mask.ts';

/** How an encoder transforms; `reducing`: `islow`, and chroma reduced by a larger transform. */
export type ModelledWriter = DctMethod | 'reducing';

/**
 * What a file would hold whose encoder transforms otherwise than that of `like`, a file of the same mask: its layout and
 * tables with coefficients made by the forward model. For transforms that no encoder at hand has.
 */
export function encodeByModel(mask: DrawnMask, like: JpegImage, writer: ModelledWriter): JpegImage {
  const image = { ...like, components: like.components.map(emptied) };
  const model = modelOf(mask, image, writer);
  for (const part of model.components) {
    const { blocksWide, blocksHigh, storedBlocksWide } = part.component;
    for (let at = 0; at < blocksWide * blocksHigh; at++) {
      const position = { column: at % blocksWide, row: Math.floor(at / blocksWide) };
      const coefficients = encodeBlock(model, part, position, mask);
      store(part.component, position.row * storedBlocksWide + position.column, coefficients);
    }
  }
  return image;
}

/** The forward model of a file that `encodeByModel` made. */
export function modelOf(mask: DrawnMask, image: JpegImage, writer: ModelledWriter): ForwardModel {
  const dct = writer === 'reducing' ? 'islow' : writer;
  const model = buildForwardModel(image, jpegCodes(image, paletteOf(mask), 'colour'), dct);
  if (model === undefined) throw new Error('expected a forward model');
  return writer === 'reducing' ? reducingByTransform(model) : model;
}

const samples = new Int32Array(256);
const levels = new Float64Array(64);
const eightfold = new Int32Array(64);

function encodeBlock(
  model: ForwardModel,
  part: ComponentModel,
  at: BlockPosition,
  { labels }: DrawnMask,
): Float64Array {
  if (model.downSampling === 'transform' && part.ratioX * part.ratioY > 1) {
    const { wide, high } = fullBlock(model, part, at, labels, samples);
    reducingDct(samples, wide, high, eightfold);
    return Float64Array.from(eightfold, (value, k) =>
      roundLevel('islow', value / (8 * part.component.quantisation[k])),
    );
  }
  sampleBlock(model, part, at, labels, samples);
  part.transform.toLevels(samples.subarray(0, 64), levels);
  return levels.map((level) => roundLevel(part.transform.method, level));
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
