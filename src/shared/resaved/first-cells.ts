import { withRoomFor } from '../jpeg/room-for-blocks.ts';
import { searchBasis } from '../jpeg/search-basis.ts';
import { buildForwardModel, type ForwardModel } from '../forward/forward-model.ts';
import type { CoefficientCells } from '../search/search-energy.ts';
import type { SecondSaving } from './second-saving.ts';

/** Up to how far, in units of the coefficient, what was found so far may mislead: at least, and by its own distance. */
export interface Slack {
  readonly least: number;
  readonly perMiss: number;
}

interface BlockAt {
  readonly index: number;
  readonly column: number;
  readonly row: number;
  /** Its number among the stored ones. */
  readonly block: number;
}

/** Weight of the distance itself beside its square. */
const LINEAR_WEIGHT = 0.2;

/**
 * What a file that was saved twice says of its first JPEG: where the coefficients of labels may lie so that its quantiser
 * leaves what the second saving made the file's of. What lies between the two (cut colours, roundings, chroma brought back
 * by a filter) is taken from labels that were saved so, and is right where these are.
 */
export class FirstCells {
  /** The file's model with the tables of the first JPEG, and coefficients that it may have had in the MCUs asked for. */
  readonly model: ForwardModel;
  readonly cells: readonly CoefficientCells[];
  private readonly file: ForwardModel;
  private readonly saving: SecondSaving;
  private readonly bases: readonly ReturnType<typeof searchBasis>[];
  /** By component: what the second saving leaves of each of the first one's coefficients. */
  private readonly gains: readonly Float64Array[];

  /** `mcus`: those that cells will be asked for. */
  constructor(file: ForwardModel, saving: SecondSaving, mcus: readonly number[]) {
    this.file = file;
    this.saving = saving;
    const components = withRoomFor(file.image, mcus).components.map((own, index) => {
      const { quantisation } = saving.first.components[index];
      return { ...own, quantisation, pool: new Int16Array(own.pool.length) };
    });
    const codes = file.components.map((part) => part.codes);
    const model = buildForwardModel({ ...file.image, components }, codes);
    if (model === undefined) throw new TypeError('only pictures that have a forward model are saved twice');
    this.model = model;
    this.bases = components.map((component) => searchBasis(component, model.dct));
    this.gains = file.components.map(({ ratioX, ratioY }) => {
      const [x, y] = [ratioX, ratioY].map((ratio) => saving.isSmooth && ratio === 2);
      return Float64Array.from({ length: 64 }, (_, k) => (x ? passed(k & 7) : 1) * (y ? passed(k >> 3) : 1));
    });
    this.cells = components.map(({ pool }) => ({
      bias: new Float32Array(pool.length),
      thresholds: new Float32Array(pool.length),
    }));
  }

  /** Sets the cells of an MCU by the labels saved last; returns how far these miss the file there, 0 where they are met. */
  set(mcu: number, slack: Slack): number {
    let miss = 0;
    this.eachBlock(mcu, (at) => {
      miss += this.setBlock(at, slack);
    });
    return miss;
  }

  private eachBlock(mcu: number, visit: (at: BlockAt) => void): void {
    const { mcusWide, components } = this.file.image;
    components.forEach((component, index) => {
      const { horizontalSampling, verticalSampling, storedBlocksWide, blocksWide, blocksHigh } = component;
      for (let v = 0; v < verticalSampling; v++) {
        const row = Math.floor(mcu / mcusWide) * verticalSampling + v;
        for (let h = 0; h < horizontalSampling; h++) {
          const column = (mcu % mcusWide) * horizontalSampling + h;
          const isInside = row < blocksHigh && column < blocksWide;
          if (isInside) visit({ index, column, row, block: row * storedBlocksWide + column });
        }
      }
    });
  }

  private setBlock(at: BlockAt, { least, perMiss }: Slack): number {
    const { index, block } = at;
    const { quantisation, dc, pool, place } = this.file.image.components[index];
    const eightfold = this.saving.eightfold(index, at);
    const from = place[block] * 64;
    let miss = 0;
    let squares = 0;
    for (let k = 0; k < 64; k++) {
      const step = quantisation[k];
      const excess = Math.abs(eightfold[k] / 8 - (k === 0 ? dc[block] : pool[from + k]) * step) / step - 0.5;
      if (excess <= 0) continue;
      miss += excess * excess + LINEAR_WEIGHT * excess;
      squares += (excess * step) ** 2;
    }
    this.setCells(at, eightfold, least + perMiss * Math.sqrt(squares / 64));
    return miss;
  }

  private setCells({ index, block }: BlockAt, eightfold: Int32Array, slack: number): void {
    const file = this.file.image.components[index];
    const first = this.saving.first.components[index];
    const target = this.model.image.components[index];
    const { bias, thresholds } = this.cells[index];
    const { bias: plainBias, threshold } = this.bases[index];
    const gains = this.gains[index];
    const from = file.place[block] * 64;
    const saved = first.place[block] * 64;
    const to = target.place[block] * 64;
    for (let k = 0; k < 64; k++) {
      const step = file.quantisation[k];
      const stands = (k === 0 ? file.dc[block] : file.pool[from + k]) * step;
      const labels = k === 0 ? first.dc[block] : first.pool[saved + k];
      const gain = gains[k] * first.quantisation[k];
      const middle = labels + (stands - eightfold[k] / 8) / gain;
      const reach = (step / 2 + slack) / gain;
      const isNone = Math.ceil(middle - reach) > Math.floor(middle + reach);
      const low = isNone ? Math.round(middle) : Math.ceil(middle - reach);
      const high = isNone ? low : Math.floor(middle + reach);
      const chosen = Math.min(high, Math.max(low, labels));
      if (k === 0) target.dc[block] = chosen;
      else target.pool[to + k] = chosen;
      bias[to + k] = plainBias[k] + chosen - (low + high) / 2;
      thresholds[to + k] = threshold[k] + (high - low) / 2;
    }
  }
}

/** What is left of a frequency, 0..7, that the triangle filter brought back and means reduced again. */
function passed(frequency: number): number {
  return 0.75 + 0.25 * Math.cos((Math.PI * frequency) / 8);
}
