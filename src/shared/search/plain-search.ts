import type { Labels } from '../forward/down-sampling.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import type { AnnealingRun } from './annealing-run.ts';
import { McuLoader } from './mcu-loader.ts';
import type { McuChoice, McuPlace } from './mcu-search.ts';
import { Annealer } from './plain/annealer.ts';
import { descend, descendAmongAll } from './plain/descent.ts';
import { McuEnergy } from './plain/mcu-energy.ts';
import { McuState } from './plain/mcu-state.ts';
import { RIVAL_MARGIN, Rivals } from './plain/rivals.ts';
import { Sampler } from './plain/sampler.ts';
import { addSpeckRivals, descendFromGround } from './plain/specks.ts';
import { startFromSamples } from './plain/start-from-samples.ts';
import { RandomNumbers } from './random-numbers.ts';
import type { SearchEnergy } from './search-energy.ts';
import type { SearchSteps } from './search-steps.ts';

const SWEEPS = 8;
const SWEEPS_AMONG_ALL = 4;
const LOWER = 1e-9;

/**
 * The search of MCUs in plain TypeScript: what src/shared/kernel/assembly/search does, bit for bit, several times slower.
 * For files that the kernel cannot take, and for tests of the kernel.
 */
export class PlainSearch implements SearchSteps {
  private readonly state: McuState;
  private readonly weights: SearchEnergy;
  private readonly loader: McuLoader;
  private readonly random = new RandomNumbers();
  private readonly energy: McuEnergy;
  private readonly annealer: Annealer;
  private readonly rivals = new Rivals();
  private readonly sampler: Sampler;
  /** Labels decoded from the samples alone, as a window. */
  private readonly startWindow: Uint16Array;

  constructor(model: ForwardModel, weights: SearchEnergy) {
    this.state = new McuState(model, weights);
    this.weights = weights;
    this.loader = new McuLoader(model, { memory: this.state, tables: this.state.parts, energy: weights });
    this.energy = new McuEnergy(this.state, weights);
    this.annealer = new Annealer(this.state, this.energy, this.random);
    this.sampler = new Sampler(this.state, this.energy, { annealer: this.annealer, rivals: this.rivals });
    this.startWindow = new Uint16Array(this.state.window.length);
  }

  get shares(): Float32Array {
    return this.sampler.shares;
  }

  get seconds(): Uint16Array {
    return this.sampler.seconds;
  }

  enter(place: McuPlace, labels: Labels, { allowed, seed }: McuChoice): void {
    const { area, nearCount, allCount } = this.loader.load(place, labels, allowed);
    this.state.nearCount = nearCount;
    this.state.allCount = allCount;
    this.state.enter({ wide: area.right - area.left, high: area.bottom - area.top });
    this.random.seed(seed);
  }

  begin({ triesAll, triesGround }: { readonly triesAll: boolean; readonly triesGround: boolean }): boolean {
    const { state, energy } = this;
    state.measure();
    energy.bestEnergy = Infinity;
    descend(state, energy, SWEEPS);
    if (energy.consider()) return true;
    startFromSamples(state);
    this.startWindow.set(state.window);
    state.measure();
    descend(state, energy, SWEEPS);
    if (energy.consider()) return true;
    if (!triesAll) return false;
    energy.returnToBest();
    descendAmongAll(state, energy, SWEEPS_AMONG_ALL);
    if (energy.consider()) return true;
    if (!triesGround) return false;
    energy.returnToBest();
    return descendFromGround(state, energy) && energy.consider();
  }

  searchOn(
    run: AnnealingRun,
    { startsFromSamples, takesAll }: { readonly startsFromSamples: boolean; readonly takesAll: boolean },
  ): boolean {
    const { state, energy } = this;
    if (startsFromSamples) {
      state.window.set(this.startWindow);
      state.measure();
    } else energy.returnToBest();
    this.annealer.anneal(run, this.weights.roughnessWeight, takesAll ? state.allCount : state.nearCount);
    descend(state, energy, SWEEPS);
    return energy.consider();
  }

  finish(): boolean {
    this.energy.returnToBest();
    return this.state.isReproduced();
  }

  beginSettling(isCertified: boolean, stiffness: number, probes: number): boolean {
    const { state, energy, rivals } = this;
    state.measure();
    energy.saveBest();
    rivals.forget();
    if (isCertified) rivals.add(state.window, energy.bestEnergy);
    const hasRivals = isCertified && addSpeckRivals(state, energy, rivals);
    this.sampler.stiffness = stiffness;
    if (!hasRivals && !this.sampler.isMobile(probes)) return false;
    energy.returnToBest();
    return true;
  }

  polish(run: AnnealingRun): void {
    const { state, energy } = this;
    this.annealer.anneal(run, this.weights.roughnessWeight, state.nearCount);
    descend(state, energy, SWEEPS);
    const found = energy.energy();
    if (found < energy.bestEnergy + RIVAL_MARGIN && state.isReproduced()) {
      this.rivals.add(state.window, found);
      if (found < energy.bestEnergy - LOWER) energy.saveBest();
    }
    energy.returnToBest();
  }

  settle(proposals: number, isCertified: boolean): void {
    this.sampler.sample(proposals);
    this.energy.returnToBest();
    this.sampler.takeCommonest();
    if (isCertified) this.takeReproducing();
    this.sampler.countShares(proposals);
  }

  private takeReproducing(): void {
    const { state, energy, rivals, sampler } = this;
    state.measure();
    if (!state.isReproduced()) {
      state.window.set(rivals.likeliest((window) => sampler.stepsOf(window)));
      state.measure();
    }
    energy.saveBest();
  }

  leave(labels: Labels): void {
    this.loader.store(labels);
  }
}
