import { WINDOW_ORIGIN, WINDOW_SIDE } from '../mcu-loader.ts';
import type { SearchEnergy } from '../search-energy.ts';
import { McuChange } from './mcu-change.ts';
import type { McuState } from './mcu-state.ts';

const SIDES = [-1, 1, -WINDOW_SIDE, WINDOW_SIDE];
const DIAGONALS = [-WINDOW_SIDE - 1, -WINDOW_SIDE + 1, WINDOW_SIDE - 1, WINDOW_SIDE + 1];
const DIAGONAL_WEIGHT = 0.707;

/**
 * The energy that the search lowers: how far the coefficients lie outside the file's cells, times a stiffness, plus how
 * rough the labels are.
 */
export class McuEnergy {
  readonly change: McuChange;
  bestEnergy = Infinity;
  private readonly state: McuState;
  private readonly weights: SearchEnergy;
  /** The best labels of the MCU so far, as a window. */
  private readonly bestWindow: Uint16Array;

  constructor(state: McuState, weights: SearchEnergy) {
    this.state = state;
    this.weights = weights;
    this.change = new McuChange(state);
    this.bestWindow = new Uint16Array(state.window.length);
  }

  energy(): number {
    const { area, window } = this.state;
    let sum = 0;
    for (let y = 0; y < area.high; y++) {
      for (let x = 0; x < area.wide; x++) {
        const at = WINDOW_ORIGIN + y * WINDOW_SIDE + x;
        sum += 8 - this.likeness(at, window[at]);
      }
    }
    return this.weights.stiffest * this.state.totalViolation() + this.weights.roughnessWeight * sum;
  }

  saveBest(): void {
    this.bestEnergy = this.energy();
    this.bestWindow.set(this.state.window);
  }

  /** Whether the labels in the window are the best. */
  isBest(): boolean {
    return this.bestWindow.every((label, at) => label === this.state.window[at]);
  }

  returnToBest(): void {
    this.state.window.set(this.bestWindow);
    this.state.measure();
  }

  /** Keeps labels that reproduce the file or are better than the best so far; returns whether they reproduce it. */
  consider(): boolean {
    const isSolved = this.state.isReproduced();
    if (isSolved || this.energy() < this.bestEnergy) this.saveBest();
    return isSolved;
  }

  /** How much rougher the labels get by one change. */
  roughnessChange(pixel: number, label: number): number {
    const at = this.state.placeOf(pixel);
    return this.likeness(at, this.state.window[at]) - this.likeness(at, label);
  }

  /** Changes a pixel if that makes the energy at most `bound` larger. */
  tryFlip(pixel: number, label: number, bound: number): boolean {
    const rougher = this.weights.roughnessWeight * this.roughnessChange(pixel, label);
    this.change.begin();
    this.change.add(pixel, label);
    return this.settleTry({ rougher, stiffness: this.weights.stiffest, bound });
  }

  /** How much larger one change makes the energy; nothing is changed. Anything above `limit` where that is exceeded. */
  changeOfFlip(pixel: number, label: number, limit: number): number {
    const { stiffest, roughnessWeight } = this.weights;
    const rougher = roughnessWeight * this.roughnessChange(pixel, label);
    this.change.begin();
    this.change.add(pixel, label);
    const change = this.change.violationChange((limit - rougher) / stiffest);
    this.change.takeBack();
    return stiffest * change + rougher;
  }

  /** Keeps the try that was begun if it makes the energy at most `bound` larger, else takes it back. */
  settleTry({ rougher, stiffness, bound }: { rougher: number; stiffness: number; bound: number }): boolean {
    const change = this.change.violationChange((bound - rougher) / stiffness);
    const isKept = stiffness * change + rougher <= bound;
    if (isKept) this.change.keep();
    else this.change.takeBack();
    return isKept;
  }

  /** Weight of the neighbours of a place that have a label. */
  private likeness(at: number, label: number): number {
    const { window } = this.state;
    const sides = SIDES.filter((step) => window[at + step] === label).length;
    const diagonals = DIAGONALS.filter((step) => window[at + step] === label).length;
    return sides + diagonals * DIAGONAL_WEIGHT;
  }
}
