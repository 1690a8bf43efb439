import { encodesTo } from '../../forward/certificate.ts';
import type { ForwardModel } from '../../forward/forward-model.ts';
import type { McuMemory } from '../mcu-loader.ts';
import { WINDOW_ORIGIN, WINDOW_SIDE } from '../mcu-loader.ts';
import type { SearchEnergy } from '../search-energy.ts';
import type { PixelArea, PixelEntries } from './pixel-entries.ts';
import { pixelEntries } from './pixel-entries.ts';
import { ResavedBlock } from './resaved-block.ts';
import type { SearchPart } from './search-part.ts';
import { roundSum, searchParts } from './search-part.ts';

/** What stands in the window beyond the picture. */
export const OUTSIDE = 65535;

const MAX_LABELS = 4096;
const excesses = new Float32Array(4);

/** The MCU that is searched: labels with their surroundings, and how far its coefficients lie from the file's. */
export class McuState implements McuMemory {
  readonly parts: readonly SearchPart[];
  /** Size of an MCU; and the pixels of the one searched that lie in the picture. */
  readonly mcu: PixelArea;
  area: PixelArea = { wide: 0, high: 0 };
  readonly window = new Uint16Array(WINDOW_SIDE ** 2);
  readonly outside = OUTSIDE;
  /** Labels that the MCU may hold; the first `nearCount` stand in the window. */
  readonly labelSet = new Uint16Array(MAX_LABELS);
  nearCount = 0;
  allCount = 0;
  /** Per block 64 coefficients of the file, 64 offsets from them in steps, and what these amount to. */
  readonly coefficients: Int16Array;
  readonly bias: Float32Array;
  readonly thresholds: Float32Array;
  readonly isResaved: Uint8Array;
  readonly resavedTargets: Float32Array;
  readonly resavedShifts: Int16Array;
  readonly offsets: Float32Array;
  readonly violations: Float32Array;
  /** Per block up to 256 sums of pixels' values, and the samples that they are rounded to. */
  readonly sums: Int32Array;
  readonly values: Int32Array;
  private readonly resaved: ResavedBlock | undefined;
  private readonly linearWeight: number;
  private readonly entriesByArea = new Map<number, readonly PixelEntries[]>();
  private entries: readonly PixelEntries[] = [];
  private readonly samples = new Int32Array(256);

  constructor(model: ForwardModel, energy: SearchEnergy) {
    this.parts = searchParts(model, energy.tolerance);
    this.mcu = { wide: model.mcuWidth, high: model.mcuHeight };
    this.linearWeight = Math.fround(energy.linearWeight);
    const blockCount = this.parts.reduce((sum, part) => sum + part.blockCount, 0);
    this.coefficients = new Int16Array(blockCount * 64);
    this.bias = new Float32Array(blockCount * 64);
    this.thresholds = new Float32Array(blockCount * 64);
    this.isResaved = new Uint8Array(blockCount);
    this.resavedTargets = new Float32Array(this.parts[0].blockCount * 64);
    this.resavedShifts = new Int16Array(this.parts[0].blockCount * 192);
    const { resaving } = energy;
    this.resaved =
      resaving &&
      new ResavedBlock(model.components[0].component, resaving, { memory: this, linearWeight: this.linearWeight });
    this.offsets = new Float32Array(blockCount * 64);
    this.violations = new Float32Array(blockCount);
    this.sums = new Int32Array(blockCount * 256);
    this.values = new Int32Array(blockCount * 256);
  }

  enter(area: PixelArea): void {
    this.area = area;
    const key = area.wide * 64 + area.high;
    const known = this.entriesByArea.get(key) ?? this.parts.map((part) => pixelEntries(part, area, this.mcu));
    this.entriesByArea.set(key, known);
    this.entries = known;
  }

  /** Where a pixel of the MCU stands in the window. */
  placeOf(pixel: number): number {
    const y = Math.floor(pixel / this.mcu.wide);
    return WINDOW_ORIGIN + y * WINDOW_SIDE + pixel - y * this.mcu.wide;
  }

  /** The samples of a component that a pixel is part of: see `PixelEntries`. */
  entriesOf(partIndex: number, pixel: number): readonly number[] {
    return this.entries[partIndex].ofPixel[pixel];
  }

  /** Finds samples and offsets anew from the labels in the window. */
  measure(): void {
    this.sums.fill(0);
    this.parts.forEach((part, index) => {
      this.sumPixels(part, index);
      for (let i = 0; i < part.blockCount; i++) {
        const block = part.firstBlock + i;
        this.violations[block] = this.entries[index].isReal[i] ? this.measureBlock(part, block) : 0;
      }
    });
  }

  /** By how much the MCU's coefficients lie outside the file's cells. */
  totalViolation(): number {
    return this.violations.reduce((sum, violation) => sum + violation, 0);
  }

  /** Whether the MCU's samples, encoded in integers, give exactly the file's coefficients. */
  isReproduced(): boolean {
    return this.parts.every((part, index) =>
      this.entries[index].isReal.every((isReal, i) => !isReal || this.isBlockReproduced(part, part.firstBlock + i)),
    );
  }

  /**
   * Moves a block's offsets, from `from` to `to`, by `levels` of one sample; returns the violation then. All in singles,
   * summed in four lanes as the kernel's vectors are.
   */
  moveOffsets(
    part: SearchPart,
    { block, position, levels }: { readonly block: number; readonly position: number; readonly levels: number },
    { from, to }: { readonly from: Float32Array; readonly to: Float32Array },
  ): number {
    const row = position * 64;
    excesses.fill(0);
    for (let k = 0; k < 64; k++) {
      to[k] = from[k] + Math.fround(levels * part.basis[row + k]);
      this.addExcess(block, to[k], k);
    }
    return sumOfLanes();
  }

  private sumPixels(part: SearchPart, index: number): void {
    const first = part.firstBlock * 256;
    for (let y = 0; y < this.area.high; y++) {
      for (let x = 0; x < this.area.wide; x++) {
        const code = part.codes[this.window[WINDOW_ORIGIN + y * WINDOW_SIDE + x]];
        for (const entry of this.entriesOf(index, y * this.mcu.wide + x)) {
          this.sums[first + (entry >> 8)] += code * (entry & 255);
        }
      }
    }
  }

  private measureBlock(part: SearchPart, block: number): number {
    const out = this.offsets.subarray(block * 64, block * 64 + 64);
    for (let k = 0; k < 64; k++) out[k] = this.bias[block * 64 + k] - this.coefficients[block * 64 + k];
    for (let position = 0; position < part.samplesWide * part.samplesHigh; position++) {
      const at = block * 256 + position;
      this.values[at] = roundSum(part, this.sums[at], position);
      const level = this.values[at] - 128;
      for (let k = 0; k < 64; k++) out[k] += Math.fround(level * part.basis[position * 64 + k]);
    }
    if (this.isResaved[block] === 1) return this.resavedViolation(block);
    excesses.fill(0);
    for (let k = 0; k < 64; k++) this.addExcess(block, out[k], k);
    return sumOfLanes();
  }

  /** What a block's samples, saved twice, amount to. */
  resavedViolation(block: number): number {
    return this.resaved?.violation(block, this.values, block * 256) ?? 0;
  }

  private addExcess(block: number, offset: number, k: number): void {
    const excess = Math.max(Math.fround(Math.abs(offset) - this.thresholds[block * 64 + k]), 0);
    excesses[k & 3] += Math.fround(excess * Math.fround(excess + this.linearWeight));
  }

  private isBlockReproduced(part: SearchPart, block: number): boolean {
    if (this.isResaved[block] === 1) return this.resavedViolation(block) === 0;
    const { samplesWide: wide, samplesHigh: high } = part;
    const samples = this.samples.subarray(0, wide * high);
    for (let i = 0; i < samples.length; i++) samples[i] = this.values[block * 256 + i] - 128;
    const first = block * 64;
    const coefficients = { dc: this.coefficients[first], pool: this.coefficients, first };
    return encodesTo(part.model, { values: samples, wide, high }, coefficients);
  }
}

function sumOfLanes(): number {
  return Math.fround(Math.fround(excesses[0] + excesses[2]) + Math.fround(excesses[1] + excesses[3]));
}
