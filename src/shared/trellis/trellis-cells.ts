import { roundLevel } from '../jpeg/block-transform.ts';
import type { JpegComponent } from '../jpeg/jpeg-image.ts';
import { withRoomFor } from '../jpeg/room-for-blocks.ts';
import { searchBasis } from '../jpeg/search-basis.ts';
import { type Labels, sampleBlock } from '../forward/down-sampling.ts';
import { buildForwardModel, type ComponentModel, type ForwardModel } from '../forward/forward-model.ts';
import type { CoefficientCells } from '../search/search-energy.ts';
import type { McuPlace } from '../search/mcu-search.ts';
import { overshoot } from './overshoot.ts';

/**
 * What an error of one step in a coefficient is worth in bits to mozjpeg's trellis: less in blocks of much detail. After
 * its defaults, `lambda_log_scale1` of 14.75 and `lambda_log_scale2` of 16.5, whose unit is an eighth of a coefficient.
 */
const MOST_WORTH = 64 * 2 ** 14.75;
const PLAIN_DETAIL = 2 ** 16.5;
/**
 * Bits that are saved where a coefficient is left out, and where it is given a shorter code: as far as they are worth
 * more than the error, a cell reaches beyond its border. Chosen on masks of 17 data sets at quality 50 to 90.
 */
const BITS_OF_ZERO = 4;
const BITS_OF_CODE = 1.5;
const FARTHEST = 1;
/** DC may also go up or down, where it lies so near to the border. */
const DC_REACH = 0.15;

/**
 * Where the coefficients of labels may lie in a file of mozjpeg, whose trellis quantisation gives a coefficient up for one
 * nearer to zero where that saves more bits than it is worth: for 0, or for the most that a shorter code can say, which is
 * 1, 3, 7, 15 and so on. Samples of the highest value it lets rise beforehand (see `overshoot`), which labels alone tell.
 */
export class TrellisCells {
  /** The file's model with coefficients of all blocks in the MCUs asked for. */
  readonly model: ForwardModel;
  readonly cells: readonly CoefficientCells[];
  private readonly bases: readonly ReturnType<typeof searchBasis>[];
  private readonly samples = new Int32Array(64);
  private readonly levels = new Float64Array(64);
  private readonly plainLevels = new Float64Array(64);

  /** `mcus`: those that cells will be asked for. */
  constructor(file: ForwardModel, mcus: readonly number[]) {
    const codes = file.components.map((part) => part.codes);
    const model = buildForwardModel(withRoomFor(file.image, mcus), codes, file.dct);
    if (model === undefined) throw new TypeError('only pictures that have a forward model have cells');
    this.model = model;
    this.bases = model.components.map(({ component }) => searchBasis(component, model.dct));
    this.cells = model.components.map(({ component: { pool } }) => ({
      bias: new Float32Array(pool.length),
      thresholds: new Float32Array(pool.length),
    }));
  }

  /** Sets the cells of an MCU, if its labels are nearly these. */
  set(mcu: McuPlace, labels: Labels): void {
    this.eachBlock(mcu, (part, index, at) => {
      const { component } = part;
      const block = at.row * component.storedBlocksWide + at.column;
      this.setBlock(index, block);
      if (!part.codes.includes(255) || !this.encode(part, at, labels)) return;
      const { bias } = this.cells[index];
      const from = component.place[block] * 64;
      for (let k = 0; k < 64; k++) bias[from + k] += this.levels[k] - this.plainLevels[k];
    });
  }

  /** Whether mozjpeg may have made the file's MCU of labels. */
  isExplained(mcu: McuPlace, labels: Labels): boolean {
    let isExplained = true;
    this.eachBlock(mcu, (part, _index, at) => {
      if (!isExplained) return;
      this.encode(part, at, labels);
      isExplained = this.isBlockExplained(part, at.row * part.component.storedBlocksWide + at.column);
    });
    return isExplained;
  }

  private isBlockExplained({ component, transform }: ComponentModel, block: number): boolean {
    const { dc, place, pool } = component;
    if (Math.abs(this.levels[0] - dc[block]) > 0.5 + DC_REACH) return false;
    const from = place[block] * 64;
    for (let k = 1; k < 64; k++) {
      const stands = pool[from + k];
      const rounded = roundLevel(transform.method, this.levels[k]);
      if (stands === rounded) continue;
      const isNearer = Math.abs(stands) < Math.abs(rounded) && stands * rounded >= 0;
      if (!isNearer || !isLongest(Math.abs(stands))) return false;
    }
    return true;
  }

  /** Writes the coefficients of a block before they are quantised, in steps; returns whether its samples were let rise. */
  private encode(part: ComponentModel, at: McuPlace, labels: Labels): boolean {
    const { samples, levels, plainLevels } = this;
    sampleBlock(this.model, part, at, labels, samples);
    part.transform.toLevels(samples, plainLevels);
    sampleBlock(this.model, part, at, labels, samples);
    const hasRisen = overshoot(samples, part.component.quantisation[0]);
    if (hasRisen) part.transform.toLevels(samples, levels);
    else levels.set(plainLevels);
    return hasRisen;
  }

  private setBlock(index: number, block: number): void {
    const { component } = this.model.components[index];
    const { bias, thresholds } = this.cells[index];
    const { bias: plainBias, threshold } = this.bases[index];
    const { pool, place } = component;
    const from = place[block] * 64;
    const worth = worthIn(component, from);
    for (let k = 0; k < 64; k++) {
      const stands = pool[from + k];
      const reach = k === 0 ? 2 * DC_REACH : reachOf(Math.abs(stands), worth);
      // Those of 0 and of DC reach both ways, others away from 0.
      const isOneSided = k > 0 && stands !== 0;
      bias[from + k] = plainBias[k] - (isOneSided ? (Math.sign(stands) * reach) / 2 : 0);
      thresholds[from + k] = threshold[k] + (isOneSided || k === 0 ? reach / 2 : reach);
    }
  }

  /** Visits the blocks of an MCU that lie in the picture. */
  private eachBlock(mcu: McuPlace, visit: (part: ComponentModel, index: number, at: McuPlace) => void): void {
    for (const [index, part] of this.model.components.entries()) {
      const { horizontalSampling, verticalSampling, blocksWide, blocksHigh } = part.component;
      for (let v = 0; v < verticalSampling; v++) {
        for (let h = 0; h < horizontalSampling; h++) {
          const at = { column: mcu.column * horizontalSampling + h, row: mcu.row * verticalSampling + v };
          if (at.column < blocksWide && at.row < blocksHigh) visit(part, index, at);
        }
      }
    }
  }
}

/** What an error of one step costs in a block, in bits. */
function worthIn({ pool, quantisation }: JpegComponent, from: number): number {
  let detail = 0;
  for (let k = 1; k < 64; k++) detail += (8 * pool[from + k] * quantisation[k]) ** 2;
  return MOST_WORTH / (PLAIN_DETAIL + detail / 63);
}

/** How far beyond its border a cell reaches, in steps: an error of e and one of 1 - e differ by 2 e - 1 in their squares. */
function reachOf(level: number, worth: number): number {
  if (!isLongest(level)) return 0;
  return Math.min(FARTHEST, (level === 0 ? BITS_OF_ZERO : BITS_OF_CODE) / (2 * worth));
}

/** Whether no code of its length says more than a coefficient. */
function isLongest(level: number): boolean {
  return (level & (level + 1)) === 0;
}
