import type { ComponentModel } from '../../forward/forward-model.ts';
import type { EnlargedFile } from './enlarged-picture.ts';
import { MaskBases } from './mask-bases.ts';

/** How far roundings of the enlarged picture may move a coefficient, in its own units; seen were 1.6. */
const SLACK = 2;

/** In place of blocks that no MCU has. */
const NOTHING = new Float64Array(64);

/** A component as it is searched. */
export interface Part {
  readonly model: ComponentModel;
  /** What a pixel of the mask adds to it, by its column and by its row. */
  readonly columns: MaskBases;
  readonly rows: MaskBases;
  /** Samples of the classes, not rounded. */
  readonly codes: Float64Array;
  /** Half a quantiser step and the slack, by coefficient. */
  readonly halves: Float64Array;
  /** By block: how far what the labels give lies from the middle of the file's cells; nothing until it is asked for. */
  readonly misses: (Float64Array | undefined)[];
  /** By block: the squares of what lies beyond the cells. */
  readonly costs: Float64Array;
}

/** A component of a file, none of whose blocks is worked out. */
export function partOf({ model, triples, enlargement, resampler }: EnlargedFile, index: number): Part {
  const part = model.components[index];
  const { blocksWide, blocksHigh, quantisation } = part.component;
  const wide = { ratio: part.ratioX, samples: part.width, blocks: blocksWide };
  const high = { ratio: part.ratioY, samples: part.height, blocks: blocksHigh };
  return {
    model: part,
    columns: new MaskBases(enlargement.across, resampler, wide),
    rows: new MaskBases(enlargement.down, resampler, high),
    codes: Float64Array.from(triples, (rgb) => exactSample(model.image.colourModel, index, rgb)),
    halves: Float64Array.from(quantisation, (step) => step / 2 + SLACK),
    misses: [],
    costs: new Float64Array(blocksWide * blocksHigh),
  };
}

/** What a change of a pixel of the mask adds to a block: `span` times the products of two spans of 8, from `v` and `h` on. */
interface Addition {
  readonly span: number;
  readonly down: Float64Array;
  readonly v: number;
  readonly across: Float64Array;
  readonly h: number;
}

function missesOf({ misses }: Part, block: number): Float64Array {
  return misses[block] ?? NOTHING;
}

/** Adds to how far a block lies from the middle of the file's cells. */
export function addTo(part: Part, block: number, { span, down, v, across, h }: Addition): void {
  const misses = missesOf(part, block);
  for (let y = 0, k = 0; y < 8; y++) {
    const scaled = span * down[v + y];
    for (let x = 0; x < 8; x++, k++) misses[k] += scaled * across[h + x];
  }
}

/** The squares of what of a block lies beyond the cells. */
export function costOf(part: Part, block: number): number {
  const { halves } = part;
  const own = missesOf(part, block);
  let cost = 0;
  for (let k = 0; k < 64; k++) {
    const beyond = Math.abs(own[k]) - halves[k];
    if (beyond > 0) cost += beyond * beyond;
  }
  return cost;
}

/** The same with an addition, which is not made. */
export function costWith(part: Part, block: number, { span, down, v, across, h }: Addition): number {
  const { halves } = part;
  const own = missesOf(part, block);
  let cost = 0;
  for (let y = 0, k = 0; y < 8; y++) {
    const scaled = span * down[v + y];
    for (let x = 0; x < 8; x++, k++) {
      const beyond = Math.abs(own[k] + scaled * across[h + x]) - halves[k];
      if (beyond > 0) cost += beyond * beyond;
    }
  }
  return cost;
}

/** A sample before it is rounded (jccolor.c). */
function exactSample(
  colourModel: 'grey' | 'ycbcr' | 'rgb',
  index: number,
  rgb: readonly [number, number, number],
): number {
  if (colourModel !== 'ycbcr') return rgb[index];
  const [red, green, blue] = rgb;
  if (index === 0) return 0.299 * red + 0.587 * green + 0.114 * blue;
  if (index === 1) return -0.16874 * red - 0.33126 * green + 0.5 * blue;
  return 0.5 * red - 0.41869 * green - 0.08131 * blue;
}
