import { CERTAIN } from '../../decide/confidence-map.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import type { FlatMcus } from '../../forward/flat-mcus.ts';
import { mcuKinds } from '../../forward/flat-mcus.ts';
import type { ComponentModel, ForwardModel } from '../../forward/forward-model.ts';
import { mcuBounds } from '../../forward/mcu-bounds.ts';
import { type CellSwap, JointSwaps } from './joint-swaps.ts';
import { type CellExchange, CellExchanges } from './cell-exchanges.ts';

/** Likelihood, times 254, of pixels that could be each other's class. */
const SWAPPED_LEVEL = Math.floor(254 * 0.7);
/**
 * Neighbours of another class that a swap may add, diagonal ones counted less, for it to be as likely as what was found.
 * Of samples of two pixels fewer neighbours are left out, so that more count.
 */
const ROUGHER = 4;
const ROUGHER_OF_TWO = 5;
const DIAGONAL = 0.707;

/**
 * Takes back the certainty of pixels that share a chroma sample and could be each other's class: where their luma is nearly
 * one, the file does not tell which is which. What the search knows against it is that boundaries are smooth, and a line a
 * pixel wide is as smooth beside its place. So neighbours that could be swapped as well do not count: only those whose own
 * cells leave no choice. Two swaps in a block may do what neither does alone. Where two other classes have together the
 * chroma of the two that were found, they may stand there as well as the other way round.
 */
export function doubtCellSwaps(
  model: ForwardModel,
  decided: {
    readonly flats: FlatMcus;
    readonly certified: Uint8Array;
    readonly labels: Labels;
    readonly confidence: Uint8Array;
    readonly classPixels: Uint32Array;
  },
): void {
  const cell = cellOf(model);
  if (cell === undefined) return;
  const whole = model.components.filter(isWhole);
  const exchanges = new CellExchanges(model, whole, decided.classPixels);
  if (exchanges.areNone) return;
  const test = new SwapTest(model, { ...decided, whole, exchanges, cell });
  const { mcusWide } = model.image;
  decided.certified.forEach((isCertified, mcu) => {
    if (isCertified === 0 || decided.flats.kinds[mcu] !== mcuKinds.edge) return;
    test.doubtMcu({ column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) });
  });
}

interface CellSize {
  readonly wide: number;
  readonly high: number;
}

/** Pixels that share all that is reduced; undefined where nothing is, or not by means. */
function cellOf({ components, downSampling }: ForwardModel): CellSize | undefined {
  const reduced = components.filter((part) => !isWhole(part));
  if (downSampling !== 'mean' || reduced.length === 0 || reduced.length === components.length) return undefined;
  const wide = Math.min(...reduced.map(({ ratioX }) => ratioX));
  const high = Math.min(...reduced.map(({ ratioY }) => ratioY));
  return wide * high > 1 ? { wide, high } : undefined;
}

function isWhole({ ratioX, ratioY }: ComponentModel): boolean {
  return ratioX === 1 && ratioY === 1;
}

interface SwapInput {
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  readonly whole: readonly ComponentModel[];
  readonly exchanges: CellExchanges;
  readonly cell: CellSize;
}

interface CellEnd {
  readonly right: number;
  readonly bottom: number;
}

class SwapTest {
  private readonly model: ForwardModel;
  private readonly input: SwapInput;
  private readonly joint: JointSwaps;
  private readonly rougher: number;
  /** Of the MCU that is looked at, by block. */
  private readonly swaps = new Map<number, CellSwap[]>();
  /** Of the cell that is looked at, by place: its pixels; how rough each is alone in a class that no cell around holds. */
  private readonly pixels: Int32Array;
  private readonly alone: Float64Array;
  /** By place and class: the pixel, plus 1, whose cells around hold the class. */
  private readonly around: Int32Array;

  constructor(model: ForwardModel, input: SwapInput) {
    this.model = model;
    this.input = input;
    this.joint = new JointSwaps(model, input.whole, input.labels);
    const cellPixels = input.cell.wide * input.cell.high;
    this.rougher = cellPixels > 2 ? ROUGHER : ROUGHER_OF_TWO;
    this.pixels = new Int32Array(cellPixels);
    this.alone = new Float64Array(cellPixels);
    this.around = new Int32Array(cellPixels * model.classCount);
  }

  doubtMcu(mcu: { column: number; row: number }): void {
    this.gatherMcu(mcu);
    for (const swaps of this.swaps.values()) if (swaps.some((swap) => this.isCertain(swap))) this.doubtBlock(swaps);
  }

  private gatherMcu(mcu: { column: number; row: number }): void {
    const { wide, high } = this.input.cell;
    this.swaps.clear();
    const { left, top, right, bottom } = mcuBounds(this.model, mcu);
    for (let y = top; y < bottom; y += high) {
      const lower = Math.min(y + high, bottom);
      for (let x = left; x < right; x += wide) {
        const end = Math.min(x + wide, right);
        if (this.isMixed(x, y, end, lower)) this.gatherCell(x, y, { right: end, bottom: lower });
      }
    }
  }

  private isMixed(left: number, top: number, right: number, bottom: number): boolean {
    const { width } = this.model.image;
    const { labels } = this.input;
    const first = labels[top * width + left];
    for (let line = top * width, y = top; y < bottom; y++, line += width) {
      for (let at = line + left; at < line + right; at++) if (labels[at] !== first) return true;
    }
    return false;
  }

  private gatherCell(left: number, top: number, end: CellEnd): void {
    const { width } = this.model.image;
    const { labels, exchanges } = this.input;
    const { pixels } = this;
    let count = 0;
    for (let y = top; y < end.bottom; y++) {
      for (let one = y * width + left; one < y * width + end.right; one++) {
        const a = labels[one];
        pixels[count] = one;
        for (let other = 0; other < count; other++) {
          const b = labels[pixels[other]];
          if (a !== b && exchanges.areNear(a, b)) this.gatherSwaps(count, other, exchanges.of(a, b));
        }
        count++;
      }
    }
  }

  /** Keeps those that roughen little; pixels by their place in the cell. */
  private gatherSwaps(one: number, other: number, exchanges: readonly CellExchange[]): void {
    const { pixels } = this;
    for (const { c, d, keepsMeans } of exchanges) {
      const rougher = this.roughening(one, c) + this.roughening(other, d);
      if (rougher > this.rougher) continue;
      const block = this.joint.blockOf(pixels[one]);
      const swap = { one: pixels[one], other: pixels[other], toOne: c, toOther: d, keepsMeans, rougher };
      const known = this.swaps.get(block);
      if (known === undefined) this.swaps.set(block, [swap]);
      else known.push(swap);
    }
  }

  private doubtBlock(swaps: readonly CellSwap[]): void {
    this.joint.enterBlock(swaps);
    for (const swap of swaps) if (this.isCertain(swap) && this.joint.isConsistent(swap)) this.doubt(swap);
    swaps.forEach((first, place) => {
      for (let at = place + 1; at < swaps.length; at++) {
        const second = swaps[at];
        if (first.rougher + second.rougher > this.rougher || !(this.isCertain(first) || this.isCertain(second)))
          continue;
        if (!this.joint.areConsistent(place, at)) continue;
        this.doubt(first);
        this.doubt(second);
      }
    });
  }

  private isCertain({ one, other }: CellSwap): boolean {
    const { confidence } = this.input;
    return confidence[one] === CERTAIN || confidence[other] === CERTAIN;
  }

  private doubt({ one, other }: CellSwap): void {
    const { confidence } = this.input;
    confidence[one] = Math.min(confidence[one], SWAPPED_LEVEL);
    confidence[other] = Math.min(confidence[other], SWAPPED_LEVEL);
  }

  /**
   * How many more neighbours a pixel, by its place in the cell, differs from with another label than with its own, without
   * those that could be swapped between the two themselves.
   */
  private roughening(place: number, other: number): number {
    const pixel = this.pixels[place];
    const from = place * this.model.classCount;
    const own = this.input.labels[pixel];
    // A pixel is itself in a cell around it.
    if (this.around[from + own] !== pixel + 1) this.lookAround(place);
    return this.around[from + other] === pixel + 1 ? this.countRoughening(pixel, own, other) : this.alone[place];
  }

  private lookAround(place: number): void {
    const { width, height } = this.model.image;
    const { labels, cell } = this.input;
    const pixel = this.pixels[place];
    const from = place * this.model.classCount;
    const x = pixel % width;
    const y = (pixel - x) / width;
    const own = labels[pixel];
    const left = Math.max(0, x - 1);
    const top = Math.max(0, y - 1);
    const right = Math.min(width, x + 1 - ((x + 1) % cell.wide) + cell.wide);
    const bottom = Math.min(height, y + 1 - ((y + 1) % cell.high) + cell.high);
    let beside = 0;
    let diagonal = 0;
    for (let ny = top - (top % cell.high); ny < bottom; ny++) {
      for (let nx = left - (left % cell.wide); nx < right; nx++) {
        const label = labels[ny * width + nx];
        this.around[from + label] = pixel + 1;
        if (label !== own || Math.abs(nx - x) > 1 || Math.abs(ny - y) > 1) continue;
        if (nx === x || ny === y) beside++;
        else diagonal++;
      }
    }
    this.alone[place] = beside + DIAGONAL * diagonal;
  }

  private countRoughening(pixel: number, own: number, other: number): number {
    const { width, height } = this.model.image;
    const { labels } = this.input;
    const x = pixel % width;
    const y = (pixel - x) / width;
    let beside = 0;
    let diagonal = 0;
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const label = labels[ny * width + nx];
        if ((label !== own && label !== other) || this.holdsBoth(nx, ny, own, other)) continue;
        const more = label === own ? 1 : -1;
        if (nx === x || ny === y) beside += more;
        else diagonal += more;
      }
    }
    return beside + DIAGONAL * diagonal;
  }

  private holdsBoth(x: number, y: number, a: number, b: number): boolean {
    const { width, height } = this.model.image;
    const { labels, cell } = this.input;
    const left = x - (x % cell.wide);
    const top = y - (y % cell.high);
    let holdsA = false;
    let holdsB = false;
    for (let ny = top; ny < Math.min(height, top + cell.high); ny++) {
      for (let nx = left; nx < Math.min(width, left + cell.wide); nx++) {
        const label = labels[ny * width + nx];
        holdsA ||= label === a;
        holdsB ||= label === b;
      }
    }
    return holdsA && holdsB;
  }
}
