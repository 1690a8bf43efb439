import type { Labels } from '../forward/down-sampling.ts';
import type { SamplePlane } from '../forward/sample-planes.ts';

/** Weight of a differing neighbour at a side; diagonal ones count 0.707 of it. Between 1 and 2 all give the same. */
const SIDE_WEIGHT = 1.5;
const DIAGONAL_WEIGHT = 0.707 * SIDE_WEIGHT;

/** Most pixels that share one chroma sample: 4 x 4 sampling factors. */
const MAX_CELL = 16;
const MAX_CANDIDATES = 24;

/** A cell whose two classes fit this well needs no third. */
const GOOD_COST_PER_PIXEL = 3;

/** A rectangle of pixels that share one chroma sample, clipped to the picture. */
export interface Cell {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Labels the pixels of a cell together: luma is known for each pixel, chroma only for their mean. Among the labellings
 * of one or two classes the best is found exactly (for a given number of pixels of the second class, those that gain
 * most take it); a third class may then replace single pixels.
 */
export class CellDecoder {
  private readonly labels: Labels;
  private readonly width: number;
  private readonly height: number;
  private readonly mcuHeight: number;
  private readonly fine: readonly SamplePlane[];
  private readonly coarse: readonly SamplePlane[];
  /** The sample of each coarse component over the cell. */
  private readonly targets: Float64Array;
  private readonly candidates = new Uint16Array(MAX_CANDIDATES);
  private candidateCount = 0;
  /** Cost of each candidate at each pixel of the cell, without chroma: `candidate * MAX_CELL + pixel`. */
  private readonly costs = new Float64Array(MAX_CANDIDATES * MAX_CELL);
  private readonly excess = new Float64Array(MAX_CANDIDATES);
  private readonly gains = new Float64Array(MAX_CELL);
  private readonly order = new Uint8Array(MAX_CELL);
  private readonly chosen = new Uint8Array(MAX_CELL);
  private readonly pixels = new Int32Array(MAX_CELL);
  private pixelCount = 0;

  constructor(
    size: { width: number; height: number; mcuHeight: number },
    planes: readonly SamplePlane[],
    labels: Labels,
  ) {
    this.labels = labels;
    this.width = size.width;
    this.height = size.height;
    this.mcuHeight = size.mcuHeight;
    this.fine = planes.filter(isFine);
    this.coarse = planes.filter((plane) => !isFine(plane));
    this.targets = new Float64Array(this.coarse.length);
  }

  /** The classes, as positions in the palette, that the following cells may have. */
  setCandidates(candidates: Uint16Array, count: number): void {
    this.candidateCount = Math.min(count, MAX_CANDIDATES);
    for (let i = 0; i < this.candidateCount; i++) this.candidates[i] = candidates[i];
  }

  /** Labels one cell; with `usesNeighbours` pixels like to have the labels of those round them. */
  decode(cell: Cell, usesNeighbours: boolean): boolean {
    this.gatherCosts(cell);
    if (usesNeighbours) this.addNeighbourCosts(cell);
    if (this.coarse.length === 0) this.chooseEach();
    else {
      this.aim(cell);
      this.chooseTogether();
    }
    return this.apply();
  }

  private gatherCosts(cell: Cell): void {
    const { costs, pixels, width } = this;
    let count = 0;
    for (let y = cell.top; y < cell.bottom; y++) {
      for (let x = cell.left; x < cell.right; x++) pixels[count++] = y * width + x;
    }
    this.pixelCount = count;
    for (let candidate = 0; candidate < this.candidateCount; candidate++) {
      for (let pixel = 0; pixel < count; pixel++) costs[candidate * MAX_CELL + pixel] = 0;
    }
    for (const plane of this.fine) this.addSampleCosts(cell, plane);
  }

  private addSampleCosts(cell: Cell, plane: SamplePlane): void {
    const { samples, stride, codes, weight } = plane;
    const { costs, candidates, candidateCount, mcuHeight } = this;
    let pixel = 0;
    for (let y = cell.top; y < cell.bottom; y++) {
      const row = (y % mcuHeight) * stride;
      for (let x = cell.left; x < cell.right; x++, pixel++) {
        const sample = samples[row + x];
        for (let candidate = 0; candidate < candidateCount; candidate++) {
          const difference = sample - codes[candidates[candidate]];
          costs[candidate * MAX_CELL + pixel] += difference * difference * weight;
        }
      }
    }
  }

  /** What the neighbours that have another label cost; beyond the picture nothing does. */
  private addNeighbourCosts(cell: Cell): void {
    let pixel = 0;
    for (let y = cell.top; y < cell.bottom; y++) {
      for (let x = cell.left; x < cell.right; x++, pixel++) {
        const isInside = x > 0 && y > 0 && x < this.width - 1 && y < this.height - 1;
        for (let candidate = 0; candidate < this.candidateCount; candidate++) {
          const position = this.candidates[candidate];
          const cost = isInside ? this.neighbourCost(y * this.width + x, position) : this.borderCost(x, y, position);
          this.costs[candidate * MAX_CELL + pixel] += cost;
        }
      }
    }
  }

  private neighbourCost(at: number, position: number): number {
    const { labels, width } = this;
    let sides = 0;
    let diagonals = 0;
    if (labels[at - 1] !== position) sides++;
    if (labels[at + 1] !== position) sides++;
    if (labels[at - width] !== position) sides++;
    if (labels[at + width] !== position) sides++;
    if (labels[at - width - 1] !== position) diagonals++;
    if (labels[at - width + 1] !== position) diagonals++;
    if (labels[at + width - 1] !== position) diagonals++;
    if (labels[at + width + 1] !== position) diagonals++;
    return sides * SIDE_WEIGHT + diagonals * DIAGONAL_WEIGHT;
  }

  private borderCost(x: number, y: number, position: number): number {
    let cost = 0;
    for (let row = Math.max(y - 1, 0); row <= Math.min(y + 1, this.height - 1); row++) {
      for (let column = Math.max(x - 1, 0); column <= Math.min(x + 1, this.width - 1); column++) {
        if (this.labels[row * this.width + column] === position || (row === y && column === x)) continue;
        cost += column === x || row === y ? SIDE_WEIGHT : DIAGONAL_WEIGHT;
      }
    }
    return cost;
  }

  private aim(cell: Cell): void {
    for (let index = 0; index < this.coarse.length; index++) {
      const { samples, stride, ratioX, ratioY } = this.coarse[index];
      const row = Math.floor((cell.top % this.mcuHeight) / ratioY);
      this.targets[index] = samples[row * stride + Math.floor(cell.left / ratioX)];
    }
  }

  private chooseEach(): void {
    const { costs, chosen } = this;
    for (let pixel = 0; pixel < this.pixelCount; pixel++) {
      let best = 0;
      for (let candidate = 1; candidate < this.candidateCount; candidate++) {
        if (costs[candidate * MAX_CELL + pixel] < costs[best * MAX_CELL + pixel]) best = candidate;
      }
      chosen[pixel] = best;
    }
  }

  private chooseTogether(): void {
    for (let pixel = 0; pixel < this.pixelCount; pixel++) this.chosen[pixel] = 0;
    let least = Infinity;
    const floor = this.leastCosts();
    for (let a = 0; a < this.candidateCount; a++) {
      if (floor + this.excess[a] >= least) continue;
      for (let b = a + 1; b < this.candidateCount; b++) {
        if (floor + this.excess[b] >= least || this.leastCostOfPair(a, b) >= least) continue;
        least = this.tryPair(a, b, least);
      }
    }
    if (this.candidateCount > 2 && least > GOOD_COST_PER_PIXEL * this.pixelCount) this.tryThird(least);
  }

  /**
   * The cost if every pixel had its cheapest candidate; and in `excess`, by how much each candidate exceeds it where
   * it does so least: no labelling that uses the candidate costs less than both together.
   */
  private leastCosts(): number {
    const { costs, excess, candidateCount } = this;
    let sum = 0;
    for (let candidate = 0; candidate < candidateCount; candidate++) excess[candidate] = Infinity;
    for (let pixel = 0; pixel < this.pixelCount; pixel++) {
      let least = Infinity;
      for (let at = pixel; at < candidateCount * MAX_CELL; at += MAX_CELL) if (costs[at] < least) least = costs[at];
      sum += least;
      for (let candidate = 0; candidate < candidateCount; candidate++) {
        const more = costs[candidate * MAX_CELL + pixel] - least;
        if (more < excess[candidate]) excess[candidate] = more;
      }
    }
    return sum;
  }

  /** What a pair costs at least, whatever chroma says. */
  private leastCostOfPair(a: number, b: number): number {
    const { costs } = this;
    let sum = 0;
    for (let pixel = 0; pixel < this.pixelCount; pixel++) {
      const first = costs[a * MAX_CELL + pixel];
      const second = costs[b * MAX_CELL + pixel];
      sum += first < second ? first : second;
    }
    return sum;
  }

  /** Tries the labellings of two candidates; keeps the best in `chosen` where it costs less than `least`. */
  private tryPair(a: number, b: number, least: number): number {
    const { costs, gains, order, pixelCount: count } = this;
    this.sortByGain(a, b);
    let own = 0;
    for (let pixel = 0; pixel < count; pixel++) own += costs[a * MAX_CELL + pixel];
    let best = least;
    let bestTaken = -1;
    for (let taken = 0; taken <= count; taken++) {
      if (taken > 0) own += gains[order[taken - 1]];
      const cost = own + this.chromaCost(a, b, taken / count);
      if (cost >= best) continue;
      best = cost;
      bestTaken = taken;
    }
    if (bestTaken >= 0) {
      for (let rank = 0; rank < count; rank++) this.chosen[order[rank]] = rank < bestTaken ? b : a;
    }
    return best;
  }

  private sortByGain(a: number, b: number): void {
    const { order, costs, gains } = this;
    for (let pixel = 0; pixel < this.pixelCount; pixel++) {
      const gain = costs[b * MAX_CELL + pixel] - costs[a * MAX_CELL + pixel];
      gains[pixel] = gain;
      let rank = pixel;
      while (rank > 0 && gain < gains[order[rank - 1]]) {
        order[rank] = order[rank - 1];
        rank--;
      }
      order[rank] = pixel;
    }
  }

  private chromaCost(a: number, b: number, share: number): number {
    let cost = 0;
    for (let index = 0; index < this.coarse.length; index++) {
      const { codes, weight } = this.coarse[index];
      const first = codes[this.candidates[a]];
      const difference = this.targets[index] - first - (codes[this.candidates[b]] - first) * share;
      cost += difference * difference * weight;
    }
    return cost;
  }

  /** Gives single pixels another candidate as long as that lowers the cost. */
  private tryThird(least: number): void {
    for (let pixel = 0; pixel < this.pixelCount; pixel++) {
      let best = this.chosen[pixel];
      for (let candidate = 0; candidate < this.candidateCount; candidate++) {
        this.chosen[pixel] = candidate;
        const cost = this.costOfChosen();
        if (cost >= least - 1e-9) continue;
        least = cost;
        best = candidate;
      }
      this.chosen[pixel] = best;
    }
  }

  private costOfChosen(): number {
    const { chosen, costs, candidates, pixelCount } = this;
    let cost = 0;
    for (let pixel = 0; pixel < pixelCount; pixel++) cost += costs[chosen[pixel] * MAX_CELL + pixel];
    for (let index = 0; index < this.coarse.length; index++) {
      const { codes, weight } = this.coarse[index];
      let sum = 0;
      for (let pixel = 0; pixel < pixelCount; pixel++) sum += codes[candidates[chosen[pixel]]];
      const difference = this.targets[index] - sum / pixelCount;
      cost += difference * difference * weight;
    }
    return cost;
  }

  private apply(): boolean {
    const { labels, pixels, chosen, candidates } = this;
    let isChanged = false;
    for (let pixel = 0; pixel < this.pixelCount; pixel++) {
      const position = candidates[chosen[pixel]];
      if (labels[pixels[pixel]] === position) continue;
      labels[pixels[pixel]] = position;
      isChanged = true;
    }
    return isChanged;
  }
}

function isFine(plane: SamplePlane): boolean {
  return plane.ratioX === 1 && plane.ratioY === 1;
}
