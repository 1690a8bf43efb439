import type { Labels } from '../forward/down-sampling.ts';
import type { ComponentModel, ForwardModel } from '../forward/forward-model.ts';
import type { AnnealingRun } from './annealing-run.ts';
import { McuLoader, type McuMemory, WINDOW_ORIGIN, WINDOW_SIDE } from './mcu-loader.ts';
import type { McuChoice, McuPlace } from './mcu-search.ts';
import { logarithms } from './random-numbers.ts';
import type { LumaResaving, SearchEnergy } from './search-energy.ts';
import type { SearchSteps } from './search-steps.ts';
import { type ComponentTables, componentTables, resavedTables } from './search-tables.ts';
import type { KernelExports } from '../kernel/kernel-module.ts';
import { withKernel } from '../kernel/kernel-module.ts';
import { setTransform } from '../jpeg/kernel-transform.ts';

/** The kernel holds labels in 8 bits, of which one is for what lies outside, and a bit per block of an MCU. */
const OUTSIDE = 255;
const MAX_BLOCKS = 32;

/** Whether the kernel can search files of a model; `PlainSearch` can search any. */
export function suitsKernelSearch({ classCount, components }: ForwardModel): boolean {
  const blocks = components.reduce((sum, part) => sum + blocksOf(part), 0);
  return classCount <= OUTSIDE && blocks <= MAX_BLOCKS;
}

/** Runs `work` with the kernel's search of a file, which is over when that returns. */
export function searchByKernel<Result>(
  model: ForwardModel,
  energy: SearchEnergy,
  work: (search: SearchSteps) => Result,
): Result {
  return withKernel((kernel) => work(new KernelSearch(kernel, model, energy)));
}

class KernelSearch implements SearchSteps {
  readonly shares: Float32Array;
  readonly seconds: Uint8Array;
  private readonly kernel: KernelExports;
  private readonly loader: McuLoader;

  constructor(kernel: KernelExports, model: ForwardModel, energy: SearchEnergy) {
    this.kernel = kernel;
    setTransform(kernel, model.dct);
    kernel.setEnergy(energy.stiffest, energy.roughnessWeight, energy.linearWeight);
    kernel.setTables(model.components.length, model.mcuWidth, model.mcuHeight, model.classCount);
    const tables = model.components.map((part) => componentTables(model, part, energy.tolerance));
    tables.forEach((table, index) => {
      setPart(kernel, model.components[index], { index, tables: table });
    });
    kernel.setUpSearch();
    // Nothing grows the memory before the search is over.
    const { buffer } = kernel.memory;
    new Float64Array(buffer, kernel.logarithmsAt(), logarithms.length).set(logarithms);
    this.shares = new Float32Array(buffer, kernel.sharesAt(), model.mcuWidth * model.mcuHeight);
    this.seconds = new Uint8Array(buffer, kernel.secondsAt(), model.mcuWidth * model.mcuHeight);
    const blocks = model.components.reduce((sum, part) => sum + blocksOf(part), 0);
    const memory: McuMemory = {
      window: new Uint8Array(buffer, kernel.windowAt() - WINDOW_ORIGIN, WINDOW_SIDE ** 2),
      outside: OUTSIDE,
      labelSet: new Uint8Array(buffer, kernel.labelSetAt(), 256),
      coefficients: new Int16Array(buffer, kernel.mcuCoefficientsAt(), blocks * 64),
      bias: new Float32Array(buffer, kernel.mcuBiasAt(), blocks * 64),
      thresholds: new Float32Array(buffer, kernel.mcuThresholdsAt(), blocks * 64),
      isResaved: new Uint8Array(buffer, kernel.isResavedAt(), blocks),
      resavedTargets: new Float32Array(buffer, kernel.resavedTargetsAt(), blocksOf(model.components[0]) * 64),
      resavedShifts: new Int16Array(buffer, kernel.resavedShiftsAt(), blocksOf(model.components[0]) * 192),
    };
    this.loader = new McuLoader(model, { memory, tables, energy });
    if (energy.resaving !== undefined) setResaving(kernel, model.components[0], energy.resaving);
  }

  enter(place: McuPlace, labels: Labels, { allowed, seed }: McuChoice): void {
    const { area, nearCount, allCount } = this.loader.load(place, labels, allowed);
    this.kernel.setLabelSet(nearCount, allCount);
    this.kernel.enterMcu(area.right - area.left, area.bottom - area.top);
    this.kernel.seed(seed >>> 0);
  }

  begin({ triesAll, triesGround }: { readonly triesAll: boolean; readonly triesGround: boolean }): boolean {
    return this.kernel.beginSearch(Number(triesAll), Number(triesGround)) !== 0;
  }

  searchOn(
    { proposals, softest, stiffen, cool }: AnnealingRun,
    { startsFromSamples, takesAll }: { readonly startsFromSamples: boolean; readonly takesAll: boolean },
  ): boolean {
    return this.kernel.searchOn(Number(startsFromSamples), Number(takesAll), proposals, softest, stiffen, cool) !== 0;
  }

  finish(): boolean {
    return this.kernel.finishSearch() !== 0;
  }

  beginSettling(isCertified: boolean, stiffness: number, probes: number): boolean {
    return this.kernel.beginSettling(Number(isCertified), stiffness, probes) !== 0;
  }

  polish({ proposals, softest, stiffen, cool }: AnnealingRun): void {
    this.kernel.polish(proposals, softest, stiffen, cool);
  }

  settle(proposals: number, isCertified: boolean): void {
    this.kernel.settle(proposals, Number(isCertified));
  }

  leave(labels: Labels): void {
    this.loader.store(labels);
  }
}

function blocksOf({ component }: ForwardModel['components'][number]): number {
  return component.horizontalSampling * component.verticalSampling;
}

function setPart(
  kernel: KernelExports,
  part: ComponentModel,
  { index, tables }: { readonly index: number; readonly tables: ComponentTables },
): void {
  const { component, ratioX, ratioY } = part;
  const isReducing = tables.samplesWide * tables.samplesHigh > 64 ? 1 : 0;
  const { horizontalSampling, verticalSampling } = component;
  kernel.setPart(index, horizontalSampling, verticalSampling, ratioX, ratioY, isReducing, tables.weight);
  const floats = (address: number, values: Float32Array) => {
    new Float32Array(kernel.memory.buffer, address, values.length).set(values);
  };
  floats(kernel.searchBasisAt(index), tables.basis);
  floats(kernel.searchTransposedAt(index), tables.transposed);
  new Float64Array(kernel.memory.buffer, kernel.searchScalesAt(index), 64).set(part.transform.scales);
  const steps = new Int32Array(kernel.memory.buffer, kernel.searchStepsAt(index), 64);
  steps.forEach((_, k) => (steps[k] = 8 * component.quantisation[k]));
  new Int32Array(kernel.memory.buffer, kernel.searchCodesAt(index), 256).set(part.codes);
}

function setResaving(kernel: KernelExports, { component }: ComponentModel, resaving: LumaResaving): void {
  const { eightfoldFirst, halfCells, inverseCells } = resavedTables(component.quantisation, resaving);
  const { buffer } = kernel.memory;
  new Uint16Array(buffer, kernel.firstStepsAt(), 64).set(component.quantisation);
  new Float32Array(buffer, kernel.eightfoldFirstAt(), 64).set(eightfoldFirst);
  new Float32Array(buffer, kernel.halfCellsAt(), 64).set(halfCells);
  new Float32Array(buffer, kernel.inverseCellsAt(), 64).set(inverseCells);
}
