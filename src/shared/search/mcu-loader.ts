import type { Labels } from '../forward/down-sampling.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import type { Bounds } from '../forward/mcu-bounds.ts';
import { mcuBounds } from '../forward/mcu-bounds.ts';
import type { McuPlace } from './mcu-search.ts';
import type { SearchEnergy } from './search-energy.ts';
import type { ComponentTables } from './search-tables.ts';

/** Pixels round the MCU that a search sees, and places in a row of its window. */
const MARGIN = 4;
export const WINDOW_SIDE = 40;
/** Where the MCU's first pixel stands in the window. */
export const WINDOW_ORIGIN = MARGIN * WINDOW_SIDE + MARGIN;
/** Up to so many classes an MCU may hold any that the file shows; of more only those near it. */
const MAX_FREE_CLASSES = 64;

/** Where a search reads the MCU that it works on. */
export interface McuMemory {
  /** Labels of the MCU and round it, WINDOW_SIDE x WINDOW_SIDE. */
  readonly window: Uint8Array | Uint16Array;
  /** What stands there beyond the picture. */
  readonly outside: number;
  /** Labels that the MCU may hold: first those in the window, then the others that the file shows. */
  readonly labelSet: Uint8Array | Uint16Array;
  /** Of every block of the MCU, component by component, 64 in natural order. */
  readonly coefficients: Int16Array;
  /** Beside them: what is added to the coefficients of labels, and how far these may lie from the file's, in steps. */
  readonly bias: Float32Array;
  readonly thresholds: Float32Array;
  /** Of files saved twice, per block of the first component: whether `LumaResaving` tells of it, and what that writes. */
  readonly isResaved: Uint8Array;
  readonly resavedTargets: Float32Array;
  readonly resavedShifts: Int16Array;
}

interface LoadMeans {
  readonly memory: McuMemory;
  readonly tables: readonly ComponentTables[];
  readonly energy: Pick<SearchEnergy, 'cells' | 'resaving'>;
}

/** What was loaded: the MCU's pixels in the picture, and the counts of labels near it and of all that it may hold. */
export interface LoadedMcu {
  readonly area: Bounds;
  readonly nearCount: number;
  readonly allCount: number;
}

/** Copies one MCU after the other out of a picture into a search's memory, and its labels back. */
export class McuLoader {
  private readonly model: ForwardModel;
  private readonly memory: McuMemory;
  private readonly energy: LoadMeans['energy'];
  private readonly isSeen: Uint8Array;
  private area: Bounds = { left: 0, top: 0, right: 0, bottom: 0 };

  constructor(model: ForwardModel, { memory, tables, energy }: LoadMeans) {
    this.model = model;
    this.memory = memory;
    this.energy = energy;
    this.fillCells(tables);
    this.isSeen = new Uint8Array(model.classCount);
  }

  load(place: McuPlace, labels: Labels, allowed: Uint8Array): LoadedMcu {
    this.area = mcuBounds(this.model, place);
    this.loadWindow(labels);
    this.loadCoefficients(place);
    this.loadResaved(place);
    return { area: this.area, ...this.loadLabelSet(allowed) };
  }

  /** Writes the MCU's labels into the picture's. */
  store(labels: Labels): void {
    const { left, top, right, bottom } = this.area;
    const { width } = this.model.image;
    for (let y = top, from = WINDOW_ORIGIN; y < bottom; y++, from += WINDOW_SIDE) {
      labels.set(this.memory.window.subarray(from, from + right - left), y * width + left);
    }
  }

  /** What holds for all blocks of a component, where not each has cells of its own. */
  private fillCells(tables: readonly ComponentTables[]): void {
    let to = 0;
    this.model.components.forEach(({ component }, index) => {
      for (let block = 0; block < component.horizontalSampling * component.verticalSampling; block++, to += 64) {
        this.memory.bias.set(tables[index].bias, to);
        this.memory.thresholds.set(tables[index].thresholds, to);
      }
    });
  }

  private loadWindow(labels: Labels): void {
    const { left, top, right, bottom } = this.area;
    const { width, height } = this.model.image;
    const { window, outside } = this.memory;
    const fromX = Math.max(left - MARGIN, 0);
    const toX = Math.min(right + MARGIN, width);
    this.isSeen.fill(0);
    for (let y = top - MARGIN; y < bottom + MARGIN; y++) {
      const line = WINDOW_ORIGIN + (y - top) * WINDOW_SIDE;
      window.fill(outside, line - MARGIN, line + right - left + MARGIN);
      if (y < 0 || y >= height) continue;
      for (let x = fromX; x < toX; x++) {
        const label = labels[y * width + x];
        window[line + x - left] = label;
        this.isSeen[label] = 1;
      }
    }
  }

  private loadCoefficients({ column, row }: McuPlace): void {
    const { coefficients, bias, thresholds } = this.memory;
    let to = 0;
    for (const [index, { component }] of this.model.components.entries()) {
      const cells = this.energy.cells?.[index];
      const { horizontalSampling, verticalSampling, storedBlocksWide, place, pool, dc } = component;
      for (let v = 0; v < verticalSampling; v++) {
        for (let h = 0; h < horizontalSampling; h++, to += 64) {
          const block = (row * verticalSampling + v) * storedBlocksWide + column * horizontalSampling + h;
          coefficients.set(pool.subarray(place[block] * 64, place[block] * 64 + 64), to);
          coefficients[to] = dc[block];
          if (cells === undefined) continue;
          bias.set(cells.bias.subarray(place[block] * 64, place[block] * 64 + 64), to);
          thresholds.set(cells.thresholds.subarray(place[block] * 64, place[block] * 64 + 64), to);
        }
      }
    }
  }

  private loadResaved({ column, row }: McuPlace): void {
    const { resaving } = this.energy;
    if (resaving === undefined) return;
    const { isResaved, resavedTargets, resavedShifts } = this.memory;
    const { horizontalSampling, verticalSampling, storedBlocksWide } = this.model.components[0].component;
    for (let at = 0; at < horizontalSampling * verticalSampling; at++) {
      const y = row * verticalSampling + Math.floor(at / horizontalSampling);
      const block = y * storedBlocksWide + column * horizontalSampling + (at % horizontalSampling);
      const targets = resavedTargets.subarray(at * 64, at * 64 + 64);
      isResaved[at] = resaving.load(block, targets, resavedShifts.subarray(at * 192, at * 192 + 192)) ? 1 : 0;
    }
  }

  private loadLabelSet(allowed: Uint8Array): { nearCount: number; allCount: number } {
    const { labelSet } = this.memory;
    const { classCount } = this.model;
    let count = 0;
    for (let label = 0; label < classCount; label++) if (this.isSeen[label] === 1) labelSet[count++] = label;
    const nearCount = count;
    if (classCount <= MAX_FREE_CLASSES) {
      for (let label = 0; label < classCount; label++) {
        if (this.isSeen[label] === 0 && allowed[label] === 1) labelSet[count++] = label;
      }
    }
    return { nearCount, allCount: count };
  }
}
