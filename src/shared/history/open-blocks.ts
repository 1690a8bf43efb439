import { floatDct } from '../jpeg/float-dct.ts';
import type { JpegComponent } from '../jpeg/jpeg-image.ts';
import type { Labels } from '../forward/down-sampling.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { LumaField } from './luma-field.ts';

/** A block of the first component that the labels do not reproduce. */
export interface OpenBlock {
  /** Its first pixel. */
  readonly left: number;
  readonly top: number;
  readonly block: number;
  /** How far the labels miss it: see `BlockMiss`. */
  readonly miss: number;
}

/** Least distance, in units of the unquantised coefficient, that is not of rounding. */
const LEAST_MISS = 0.05;
/** The best and the worst are left out: blocks of hardly any detail, and such whose labels are wrong. */
const TRIMMED_SHARE = 0.1;

/** Of more blocks with detail than this, evenly spread ones are measured. */
const MOST_MEASURED = 20_000;

const coefficients = new Float64Array(64);

/** Measures how far samples, transformed, miss the coefficients of a file's first component. */
export class BlockMiss {
  private readonly model: ForwardModel;

  constructor(model: ForwardModel) {
    this.model = model;
  }

  /**
   * The root mean square of what the AC coefficients lie beyond the quantiser's cells, in units of the unquantised
   * coefficient. `samples`: 64, less 128.
   */
  of(samples: Float64Array, block: number): number {
    const { quantisation, pool, place } = this.model.components[0].component;
    floatDct(samples, coefficients);
    let sum = 0;
    for (let k = 1; k < 64; k++) {
      const excess = Math.abs(coefficients[k] / quantisation[k] - pool[place[block] * 64 + k]) - 0.5;
      if (excess > 0) sum += (excess * quantisation[k]) ** 2;
    }
    return Math.sqrt(sum / 63);
  }
}

/** Up to `count` blocks that the labels miss, of middling distance; none at the picture's margins. */
export function findOpenBlocks(model: ForwardModel, labels: Labels, count: number): OpenBlock[] {
  const { component } = model.components[0];
  const field = new LumaField(model, labels);
  const miss = new BlockMiss(model);
  const samples = new Float64Array(64);
  const open: OpenBlock[] = [];
  const every = Math.ceil(countDetailed(component) / MOST_MEASURED);
  let seen = 0;
  for (let row = 1; row < component.blocksHigh - 1; row++) {
    for (let column = 1; column < component.blocksWide - 1; column++) {
      const block = row * component.storedBlocksWide + column;
      if (component.place[block] === 0 || seen++ % every !== 0) continue;
      field.block(column * 8, row * 8, samples);
      const distance = miss.of(samples, block);
      if (distance > LEAST_MISS) open.push({ left: column * 8, top: row * 8, block, miss: distance });
    }
  }
  open.sort((a, b) => a.miss - b.miss || a.block - b.block);
  const first = Math.floor(open.length * TRIMMED_SHARE);
  const kept = open.slice(first, open.length - first);
  const step = Math.max(1, kept.length / count);
  return Array.from({ length: Math.min(kept.length, count) }, (_, at) => kept[Math.floor(at * step)]);
}

function countDetailed({ place }: JpegComponent): number {
  let count = 0;
  for (const at of place) if (at !== 0) count++;
  return Math.max(1, count);
}
