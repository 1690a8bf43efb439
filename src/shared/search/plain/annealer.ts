import type { AnnealingRun } from '../annealing-run.ts';
import { WINDOW_ORIGIN, WINDOW_SIDE } from '../mcu-loader.ts';
import type { RandomNumbers } from '../random-numbers.ts';
import type { McuEnergy } from './mcu-energy.ts';
import type { McuState } from './mcu-state.ts';
import { OUTSIDE } from './mcu-state.ts';
import { neighbourSteps } from './neighbour-steps.ts';

const TRIES = 16;
const PARTNER_TRIES = 10;
/** Of 256 proposals those that take any label of the set, not one of a neighbour. */
const FREE_PROPOSALS = 26;

/** A pixel and what it may be changed to. */
interface Pick {
  readonly pixel: number;
  readonly label: number;
}

/** What a proposal is weighed with. */
export interface ProposalWeights {
  readonly stiffness: number;
  readonly heat: number;
  readonly roughness: number;
}

/**
 * Simulated annealing with pair moves: two opposite changes slide a piece of boundary and leave the mean, and so the low
 * frequencies, nearly as they were.
 */
export class Annealer {
  private readonly state: McuState;
  private readonly energy: McuEnergy;
  private readonly random: RandomNumbers;

  constructor(state: McuState, energy: McuEnergy, random: RandomNumbers) {
    this.state = state;
    this.energy = energy;
    this.random = random;
  }

  /** `labels` of the set may be proposed anywhere. */
  anneal({ proposals, softest, stiffen, cool }: AnnealingRun, roughness: number, labels: number): void {
    let stiffness = softest;
    let heat = 1;
    for (let i = 0; i < proposals; i++) {
      this.propose({ stiffness, heat, roughness }, labels);
      stiffness *= stiffen;
      heat *= cool;
    }
  }

  /** One Metropolis step; tells whether something was changed. */
  propose({ stiffness, heat, roughness }: ProposalWeights, labels: number): boolean {
    const { state, energy, random } = this;
    const picked = this.pickAtBoundary();
    if (picked === undefined) return false;
    const { pixel } = picked;
    const own = state.window[state.placeOf(pixel)];
    const bits = random.next();
    const isFree = labels > 0 && (bits & 255) < FREE_PROPOSALS;
    const label = isFree ? state.labelSet[random.below(labels)] : picked.label;
    if (label === own) return false;
    const bound = heat * random.exponential();
    let rougher = roughness * energy.roughnessChange(pixel, label);
    energy.change.begin();
    energy.change.add(pixel, label);
    const partner = this.pickPartner(pixel, { own, label, bits });
    if (partner !== undefined) {
      rougher += roughness * energy.roughnessChange(partner.pixel, partner.label);
      energy.change.add(partner.pixel, partner.label);
    }
    return energy.settleTry({ rougher, stiffness, bound });
  }

  /** Picks a pixel and a label that one of its neighbours has. */
  private pickAtBoundary(): Pick | undefined {
    const { window, area, mcu } = this.state;
    for (let i = 0; i < TRIES; i++) {
      const bits = this.random.next();
      const x = ((bits & 0xffff) * area.wide) >>> 16;
      const y = ((bits >>> 16) * area.high) >>> 16;
      const more = this.random.next();
      const distance = (more & 0xf0) === 0 ? 2 : 1;
      const at = WINDOW_ORIGIN + y * WINDOW_SIDE + x;
      const label = window[at + neighbourSteps[more & 7] * distance];
      if (label !== OUTSIDE && label !== window[at]) return { pixel: y * mcu.wide + x, label };
    }
    return undefined;
  }

  /** Mostly, a pixel near the first that takes the label which that lost, or its label too. */
  private pickPartner(
    pixel: number,
    { own, label, bits }: { readonly own: number; readonly label: number; readonly bits: number },
  ): Pick | undefined {
    if (((bits >>> 8) & 3) === 0) return undefined;
    const isOpposite = ((bits >>> 10) & 3) !== 0;
    return this.pickNear(pixel, isOpposite ? { from: label, to: own } : { from: own, to: label });
  }

  private pickNear(pixel: number, { from, to }: { readonly from: number; readonly to: number }): Pick | undefined {
    const { window, area, mcu } = this.state;
    const [x0, y0] = [pixel % mcu.wide, Math.floor(pixel / mcu.wide)];
    const radius = (this.random.next() & 3) === 0 ? 5 : 2;
    const span = 2 * radius + 1;
    for (let i = 0; i < PARTNER_TRIES; i++) {
      const bits = this.random.next();
      const x = x0 - radius + (((bits & 0xffff) * span) >>> 16);
      const y = y0 - radius + (((bits >>> 16) * span) >>> 16);
      if (x < 0 || y < 0 || x >= area.wide || y >= area.high) continue;
      const at = WINDOW_ORIGIN + y * WINDOW_SIDE + x;
      if (window[at] !== from || (x === x0 && y === y0)) continue;
      const isAtBoundary = [-1, 1, -WINDOW_SIDE, WINDOW_SIDE].some((step) => window[at + step] === to);
      if (isAtBoundary) return { pixel: y * mcu.wide + x, label: to };
    }
    return undefined;
  }
}
