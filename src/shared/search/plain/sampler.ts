import type { Annealer } from './annealer.ts';
import type { McuEnergy } from './mcu-energy.ts';
import type { McuState } from './mcu-state.ts';
import type { Rivals } from './rivals.ts';

const ROUGHNESS_WEIGHT = 1;
/** Share of a pixel that another labelling, found on the way, gives another label. */
const RIVAL_SHARE = Math.fround(0.9);
/** One of so many proposals is made before the counting begins, besides. */
const BURN_IN_PART = 4;

/** Samples labellings that fit the MCU about as well, and counts how long each pixel keeps its label. */
export class Sampler {
  /** Per pixel of the MCU the share of steps for which it had the label that it has now. */
  readonly shares: Float32Array;
  /** Per pixel the label that it had most besides that; that one where it had no other. */
  readonly seconds: Uint16Array;
  private readonly state: McuState;
  private readonly energy: McuEnergy;
  private readonly annealer: Annealer;
  private readonly rivals: Rivals;
  /** How far from the file's cells a labelling is still likely. */
  stiffness = 100;
  /** Steps for which each pixel had each label; and the step of its last change. */
  private counts: Map<number, number>[] = [];
  private readonly since: Int32Array;

  constructor(state: McuState, energy: McuEnergy, by: { readonly annealer: Annealer; readonly rivals: Rivals }) {
    this.state = state;
    this.energy = energy;
    this.annealer = by.annealer;
    this.rivals = by.rivals;
    this.shares = new Float32Array(state.mcu.wide * state.mcu.high);
    this.seconds = new Uint16Array(this.shares.length);
    this.since = new Int32Array(this.shares.length);
  }

  /** Whether one of some proposals makes a change; if not, all shares are 1. */
  isMobile(probes: number): boolean {
    for (let i = 0; i < probes; i++) if (this.step()) return true;
    this.shares.fill(1);
    return false;
  }

  sample(proposals: number): void {
    const { state } = this;
    for (let i = 0; i < Math.trunc(proposals / BURN_IN_PART); i++) this.step();
    this.counts = Array.from(this.shares, () => new Map<number, number>());
    this.since.fill(0);
    for (let now = 0; now < proposals; now++) {
      if (!this.step()) continue;
      for (const { pixel, from } of this.energy.change.flips) this.countUp(pixel, from, now);
    }
    this.eachPixel((pixel, at) => {
      this.countUp(pixel, state.window[at], proposals);
    });
  }

  /** Gives every pixel the label that it had most. */
  takeCommonest(): void {
    const { window } = this.state;
    this.eachPixel((pixel, at) => {
      window[at] = commonestOf(this.counts[pixel], window[at]);
    });
  }

  /** For how many steps all pixels together had the labels of a window. */
  stepsOf(window: Uint16Array): number {
    let steps = 0;
    this.eachPixel((pixel, at) => {
      steps += this.counts[pixel].get(window[at]) ?? 0;
    });
    return steps;
  }

  countShares(proposals: number): void {
    const { window } = this.state;
    this.eachPixel((pixel, at) => {
      const share = (this.counts[pixel].get(window[at]) ?? 0) / proposals;
      const hasRival = this.rivals.differ({ window, energy: this.energy.bestEnergy }, at);
      this.seconds[pixel] = secondOf(this.counts[pixel], window[at]);
      this.shares[pixel] = hasRival ? Math.min(share, RIVAL_SHARE) : share;
    });
  }

  private step(): boolean {
    return this.annealer.propose({ stiffness: this.stiffness, heat: 1, roughness: ROUGHNESS_WEIGHT }, 0);
  }

  private countUp(pixel: number, label: number, now: number): void {
    const counts = this.counts[pixel];
    counts.set(label, (counts.get(label) ?? 0) + now - this.since[pixel]);
    this.since[pixel] = now;
  }

  private eachPixel(work: (pixel: number, at: number) => void): void {
    const { area, mcu } = this.state;
    for (let y = 0; y < area.high; y++) {
      for (let x = 0; x < area.wide; x++) work(y * mcu.wide + x, this.state.placeOf(y * mcu.wide + x));
    }
  }
}

/** Of labels that a pixel had equally long the lowest. */
function secondOf(counts: ReadonlyMap<number, number>, own: number): number {
  let best = own;
  let most = 0;
  for (const [label, steps] of [...counts].sort(([a], [b]) => a - b)) {
    if (label !== own && steps > most) [best, most] = [label, steps];
  }
  return best;
}

/** Of labels that a pixel had equally long its own, then the lowest. */
function commonestOf(counts: ReadonlyMap<number, number>, own: number): number {
  let best = own;
  for (const label of [...counts.keys()].sort((a, b) => a - b)) {
    if ((counts.get(label) ?? 0) > (counts.get(best) ?? 0)) best = label;
  }
  return best;
}
