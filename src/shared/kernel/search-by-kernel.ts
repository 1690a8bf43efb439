import type { Labels } from '../repair/down-sampling.ts';
import type { ForwardModel } from '../repair/forward-model.ts';
import { mcuBounds } from '../repair/mcu-bounds.ts';
import type { McuPlace, McuSearch, SettleWork } from '../search/mcu-search.ts';
import type { SearchEnergy } from '../search/search-energy.ts';
import { componentTables } from '../search/search-tables.ts';
import type { KernelExports } from './kernel-module.ts';
import { withKernel } from './kernel-module.ts';
import { setTransform } from './kernel-transform.ts';

/** Pixels round the MCU that the search sees, and bytes between two rows of its window. */
const MARGIN = 4;
const STRIDE = 40;
const OUTSIDE = 255;
/** Up to so many classes an MCU may hold any that the file shows; of more only those near it. */
const MAX_FREE_CLASSES = 64;

/** Runs `work` with the kernel's search of a file, which is over when that returns. */
export function searchByKernel<Result>(
  model: ForwardModel,
  energy: SearchEnergy,
  work: (search: McuSearch) => Result,
): Result {
  return withKernel((kernel) => work(new KernelSearch(kernel, model, energy)));
}

class KernelSearch implements McuSearch {
  private readonly kernel: KernelExports;
  private readonly model: ForwardModel;
  private readonly energy: SearchEnergy;
  private readonly memory: Uint8Array;
  private readonly seen: Uint8Array;
  private area = { left: 0, top: 0, right: 0, bottom: 0 };

  constructor(kernel: KernelExports, model: ForwardModel, energy: SearchEnergy) {
    this.kernel = kernel;
    this.model = model;
    this.energy = energy;
    this.seen = new Uint8Array(256);
    setTransform(kernel, model.dct);
    kernel.setEnergy(energy.stiffest, energy.roughnessWeight, energy.linearWeight, energy.samplingStiffness);
    kernel.setTables(model.components.length, model.mcuWidth, model.mcuHeight, model.classCount);
    for (let index = 0; index < model.components.length; index++) this.setPart(index);
    kernel.setUpSearch();
    const logarithms = new Float64Array(kernel.memory.buffer, kernel.logarithmsAt(), 4096);
    for (let i = 0; i < logarithms.length; i++) logarithms[i] = -Math.log((i + 0.5) / logarithms.length);
    // Nothing grows the memory before the search is over.
    this.memory = new Uint8Array(kernel.memory.buffer);
  }

  get shares(): Float32Array {
    const { mcuWidth, mcuHeight } = this.model;
    return new Float32Array(this.kernel.memory.buffer, this.kernel.sharesAt(), mcuWidth * mcuHeight);
  }

  enter(place: McuPlace, labels: Labels, choice: { readonly allowed: Uint8Array; readonly seed: number }): void {
    const { kernel } = this;
    this.area = mcuBounds(this.model, place);
    this.loadWindow(labels);
    this.loadCoefficients(place);
    this.loadLabelSet(choice.allowed);
    kernel.enterMcu(this.area.right - this.area.left, this.area.bottom - this.area.top);
    kernel.seed(choice.seed >>> 0);
  }

  solve(runs: number, proposals: number): boolean {
    return this.kernel.solve(runs, proposals, this.energy.softest) !== 0;
  }

  settle({ isCertified, polishRuns, polishProposals, samples }: SettleWork): void {
    this.kernel.settle(isCertified ? 1 : 0, polishRuns, polishProposals, samples);
  }

  leave(labels: Labels): void {
    const { left, top, right, bottom } = this.area;
    const { width } = this.model.image;
    let from = this.kernel.windowAt();
    for (let y = top; y < bottom; y++, from += STRIDE) {
      labels.set(this.memory.subarray(from, from + right - left), y * width + left);
    }
  }

  private setPart(index: number): void {
    const { kernel } = this;
    const part = this.model.components[index];
    const { component, ratioX, ratioY } = part;
    const tables = componentTables(this.model, part, this.energy.tolerance);
    const isReducing = tables.samplesWide * tables.samplesHigh > 64 ? 1 : 0;
    const { horizontalSampling, verticalSampling } = component;
    kernel.setPart(index, horizontalSampling, verticalSampling, ratioX, ratioY, isReducing, tables.weight);
    const floats = (address: number, values: Float32Array) => {
      new Float32Array(kernel.memory.buffer, address, values.length).set(values);
    };
    floats(kernel.searchBasisAt(index), tables.basis);
    floats(kernel.searchTransposedAt(index), tables.transposed);
    floats(kernel.searchThresholdsAt(index), tables.thresholds);
    floats(kernel.searchBiasAt(index), tables.bias);
    new Float64Array(kernel.memory.buffer, kernel.searchScalesAt(index), 64).set(part.transform.scales);
    const steps = new Int32Array(kernel.memory.buffer, kernel.searchStepsAt(index), 64);
    steps.forEach((_, k) => (steps[k] = 8 * component.quantisation[k]));
    new Int32Array(kernel.memory.buffer, kernel.searchCodesAt(index), 256).set(part.codes);
  }

  private loadWindow(labels: Labels): void {
    const { left, top, right, bottom } = this.area;
    const { width, height } = this.model.image;
    const origin = this.kernel.windowAt();
    const fromX = Math.max(left - MARGIN, 0);
    const toX = Math.min(right + MARGIN, width);
    this.seen.fill(0);
    for (let y = top - MARGIN; y < bottom + MARGIN; y++) {
      const line = origin + (y - top) * STRIDE;
      this.memory.fill(OUTSIDE, line - MARGIN, line + right - left + MARGIN);
      if (y < 0 || y >= height) continue;
      for (let x = fromX; x < toX; x++) {
        const label = labels[y * width + x];
        this.memory[line + x - left] = label;
        this.seen[label] = 1;
      }
    }
  }

  private loadCoefficients({ column, row }: McuPlace): void {
    let to = this.kernel.mcuCoefficientsAt() >> 1;
    const words = new Int16Array(this.kernel.memory.buffer);
    for (const { component } of this.model.components) {
      const { horizontalSampling, verticalSampling, storedBlocksWide, place, pool, dc } = component;
      for (let v = 0; v < verticalSampling; v++) {
        for (let h = 0; h < horizontalSampling; h++, to += 64) {
          const block = (row * verticalSampling + v) * storedBlocksWide + column * horizontalSampling + h;
          words.set(pool.subarray(place[block] * 64, place[block] * 64 + 64), to);
          words[to] = dc[block];
        }
      }
    }
  }

  /** Labels seen in the window first, then the others that the file shows. */
  private loadLabelSet(allowed: Uint8Array): void {
    const { classCount } = this.model;
    const isFree = classCount <= MAX_FREE_CLASSES;
    let to = this.kernel.labelSetAt();
    const from = to;
    for (let label = 0; label < classCount; label++) if (this.seen[label] === 1) this.memory[to++] = label;
    const near = to - from;
    for (let label = 0; isFree && label < classCount; label++) {
      if (this.seen[label] === 0 && allowed[label] === 1) this.memory[to++] = label;
    }
    this.kernel.setLabelSet(near, to - from);
  }
}
