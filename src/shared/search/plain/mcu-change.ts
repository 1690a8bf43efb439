import type { McuState } from './mcu-state.ts';
import type { SearchPart } from './search-part.ts';
import { roundSum } from './search-part.ts';

/** A pixel's label before and after a change. */
export interface Flip {
  readonly pixel: number;
  readonly from: number;
  readonly to: number;
}

interface ChangedSample {
  readonly at: number;
  readonly sum: number;
  readonly value: number;
}

/** Tries changes of single pixels' labels: applied to the sums at once, to the offsets on the side; then kept or not. */
export class McuChange {
  flips: Flip[] = [];
  private readonly state: McuState;
  private changed: ChangedSample[] = [];
  /** Offsets and violations of the blocks that the flips touch. */
  private readonly aside: Float32Array;
  private readonly asideViolations: Float32Array;
  private readonly isTouched: boolean[];

  constructor(state: McuState) {
    this.state = state;
    this.aside = new Float32Array(state.offsets.length);
    this.asideViolations = new Float32Array(state.violations.length);
    this.isTouched = Array.from(state.violations, () => false);
  }

  begin(): void {
    this.flips = [];
    this.changed = [];
    this.isTouched.fill(false);
  }

  /** Sets the label in the window; what it does to the coefficients is found by `violationChange`. */
  add(pixel: number, to: number): void {
    const place = this.state.placeOf(pixel);
    this.flips.push({ pixel, from: this.state.window[place], to });
    this.state.window[place] = to;
  }

  /** By how much the flips change the violation; Infinity as soon as that is sure to exceed `limit`. */
  violationChange(limit: number): number {
    const { parts, violations } = this.state;
    const later = violations.subarray(parts[0].blockCount);
    let rest = later.reduce((sum, violation) => sum + violation, 0);
    let change = 0;
    for (const [index, part] of parts.entries()) {
      const own = violations.subarray(part.firstBlock, part.firstBlock + part.blockCount);
      if (index > 0) rest -= own.reduce((sum, violation) => sum + violation, 0);
      change += this.changeOfPart(part, index);
      if (change - rest > limit) return Infinity;
    }
    return change;
  }

  keep(): void {
    const { offsets, violations } = this.state;
    this.isTouched.forEach((isTouched, block) => {
      if (!isTouched) return;
      offsets.set(this.aside.subarray(block * 64, block * 64 + 64), block * 64);
      violations[block] = this.asideViolations[block];
    });
  }

  takeBack(): void {
    const { state } = this;
    for (const { at, sum, value } of this.changed.toReversed()) {
      state.sums[at] = sum;
      state.values[at] = value;
    }
    for (const { pixel, from } of this.flips.toReversed()) state.window[state.placeOf(pixel)] = from;
  }

  private changeOfPart(part: SearchPart, index: number): number {
    for (const { pixel, from, to } of this.flips) {
      const difference = part.codes[to] - part.codes[from];
      if (difference !== 0) this.changeSamples(part, index, { pixel, difference });
    }
    let change = 0;
    for (let block = part.firstBlock; block < part.firstBlock + part.blockCount; block++) {
      if (this.isTouched[block]) change += this.asideViolations[block] - this.state.violations[block];
    }
    return change;
  }

  private changeSamples(
    part: SearchPart,
    index: number,
    { pixel, difference }: { readonly pixel: number; readonly difference: number },
  ): void {
    const { sums, values } = this.state;
    for (const entry of this.state.entriesOf(index, pixel)) {
      const at = part.firstBlock * 256 + (entry >> 8);
      const [sum, value] = [sums[at], values[at]];
      this.changed.push({ at, sum, value });
      sums[at] = sum + difference * (entry & 255);
      const rounded = roundSum(part, sums[at], at);
      if (rounded === value) continue;
      values[at] = rounded;
      this.moveBlock(part, at, rounded - value);
    }
  }

  private moveBlock(part: SearchPart, sample: number, levels: number): void {
    const block = sample >> 8;
    if (this.state.isResaved[block] === 1) {
      this.asideViolations[block] = this.state.resavedViolation(block);
      this.isTouched[block] = true;
      return;
    }
    const to = this.aside.subarray(block * 64, block * 64 + 64);
    const from = this.isTouched[block] ? to : this.state.offsets.subarray(block * 64, block * 64 + 64);
    this.asideViolations[block] = this.state.moveOffsets(part, { block, position: sample & 255, levels }, { from, to });
    this.isTouched[block] = true;
  }
}
