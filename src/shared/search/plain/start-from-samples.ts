import { WINDOW_ORIGIN, WINDOW_SIDE } from '../mcu-loader.ts';
import type { McuState } from './mcu-state.ts';
import type { SearchPart } from './search-part.ts';

/** Labels that a pixel of a cell may take, the cheapest by luma. */
const CHOICES = 6;
const MAX_CELL = 4;
/** What another label in a cell costs, and one that nothing near shows. */
const SECOND_LABEL = 2.5;
const FAR_LABEL = 2;

interface Choice {
  readonly label: number;
  readonly cost: number;
}

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
}

/**
 * A start for the search from the file's samples alone: every cell of pixels that share a chroma sample is decoded by
 * itself, all its pixels together, over the whole label set. Writes the labels into the window; leaves it where cells are
 * too large to try all their labels.
 */
export function startFromSamples(state: McuState): void {
  const cellWide = Math.max(...state.parts.map(({ ratioX }) => ratioX));
  const cellHigh = Math.max(...state.parts.map(({ ratioY }) => ratioY));
  if (cellWide * cellHigh > MAX_CELL) return;
  const decoder = new CellDecoder(state);
  const { area } = state;
  for (let y = 0; y < area.high; y += cellHigh) {
    for (let x = 0; x < area.wide; x += cellWide) {
      decoder.decode({ x, y, wide: Math.min(cellWide, area.wide - x), high: Math.min(cellHigh, area.high - y) });
    }
  }
}

class CellDecoder {
  private readonly state: McuState;
  private readonly planes: Float32Array;
  private cell: Cell = { x: 0, y: 0, wide: 0, high: 0 };
  private choices: Choice[][] = [];
  /** What the pixels from one on cost at least. */
  private leastFrom: number[] = [];
  private chosen: number[] = [];
  private best: number[] = [];
  private least = Infinity;

  constructor(state: McuState) {
    this.state = state;
    this.planes = new Float32Array(state.offsets.length).fill(128);
    for (const part of state.parts) {
      for (let i = 0; i < part.blockCount; i++) this.decodeBlock(part, part.firstBlock + i);
    }
  }

  decode(cell: Cell): void {
    this.cell = cell;
    const pixels = Array.from({ length: cell.wide * cell.high }, (_, pixel) => ({
      x: cell.x + (pixel % cell.wide),
      y: cell.y + Math.floor(pixel / cell.wide),
    }));
    this.choices = pixels.map((pixel) => this.rankLabels(pixel.x, pixel.y));
    this.leastFrom = [0];
    for (const [cheapest] of this.choices.toReversed()) this.leastFrom.unshift(this.leastFrom[0] + cheapest.cost);
    this.least = Infinity;
    this.chosen = [];
    this.branch(0, 0);
    pixels.forEach(({ x, y }, pixel) => {
      this.state.window[WINDOW_ORIGIN + y * WINDOW_SIDE + x] = this.best[pixel];
    });
  }

  private decodeBlock(part: SearchPart, block: number): void {
    const { quantisation } = part.model.component;
    for (let k = 0; k < 64; k++) {
      const value = this.state.coefficients[block * 64 + k];
      if (value === 0) continue;
      const factor = Math.fround(Math.fround(value * quantisation[k]) * quantisation[k]);
      for (let p = 0; p < 64; p++) this.planes[block * 64 + p] += Math.fround(factor * part.transposed[k * 64 + p]);
    }
  }

  /** The file's sample of a component over a pixel. */
  private sampleOver(part: SearchPart, x: number, y: number): number {
    const sx = Math.floor(x / part.ratioX);
    const sy = Math.floor(y / part.ratioY);
    const block = part.firstBlock + (sy >> 3) * part.blocksWide + (sx >> 3);
    return this.planes[block * 64 + (((sy & 7) << 3) | (sx & 7))];
  }

  /** The labels that fit a pixel's full-resolution samples best, the best first. */
  private rankLabels(x: number, y: number): Choice[] {
    const { labelSet, nearCount, allCount, parts } = this.state;
    const choices: Choice[] = [];
    for (let i = 0; i < allCount; i++) {
      const label = labelSet[i];
      let cost = i < nearCount ? 0 : FAR_LABEL;
      for (const part of parts) {
        if (part.ratioX !== 1 || part.ratioY !== 1) continue;
        const difference = this.sampleOver(part, x, y) - part.codes[label];
        cost += difference * difference * part.weight;
      }
      const rank = choices.findIndex((choice) => cost < choice.cost);
      choices.splice(rank < 0 ? choices.length : rank, 0, { label, cost });
      if (choices.length > CHOICES) choices.pop();
    }
    return choices;
  }

  private branch(pixel: number, cost: number): void {
    if (cost + this.leastFrom[pixel] >= this.least) return;
    if (pixel === this.choices.length) {
      const whole = cost + this.chromaCost();
      if (whole >= this.least) return;
      this.least = whole;
      this.best = this.chosen.slice();
      return;
    }
    for (const { label, cost: own } of this.choices[pixel]) {
      const isNew = pixel > 0 && !this.chosen.slice(0, pixel).includes(label);
      this.chosen[pixel] = label;
      this.branch(pixel + 1, cost + own + (isNew ? SECOND_LABEL : 0));
    }
  }

  private chromaCost(): number {
    let cost = 0;
    for (const part of this.state.parts) {
      if (part.ratioX === 1 && part.ratioY === 1) continue;
      const sum = this.chosen.reduce((total, label) => total + part.codes[label], 0);
      const difference = this.sampleOver(part, this.cell.x, this.cell.y) - sum / this.chosen.length;
      cost += difference * difference * part.weight;
    }
    return cost;
  }
}
