import { naturalOrder } from '../jpeg/zigzag.ts';
import type { Labels } from '../forward/down-sampling.ts';
import { roundCell, sampleBlock } from '../forward/down-sampling.ts';
import type { ComponentModel, ForwardModel } from '../forward/forward-model.ts';
import type { McuPosition } from './mcu-labeller.ts';
import { areWithin, type PartState, partState } from '../forward/coefficient-offsets.ts';

/** Most labels that a pixel may take from its eight neighbours. */
const MAX_ALTERNATIVES = 8;

/**
 * Tells which pixels of a certified MCU could be something else: a pixel is in doubt where changing it alone, or
 * together with one neighbour, to classes of their neighbourhoods would reproduce the file's coefficients as well.
 */
export class AlternativeTest {
  private readonly model: ForwardModel;
  private readonly labels: Labels;
  private readonly parts: readonly PartState[];
  private readonly samples = new Int32Array(64);
  private readonly levels = new Float64Array(64);
  /** Pixels of the MCU that have a neighbour of another class, and the classes they might have. */
  private readonly xs = new Int32Array(4096);
  private readonly ys = new Int32Array(4096);
  private readonly alternativeCounts = new Uint8Array(4096);
  private readonly alternatives = new Uint16Array(4096 * MAX_ALTERNATIVES);
  /** Place of a pixel among those above, plus one; by its position in the MCU. */
  private readonly places: Uint16Array;
  private count = 0;

  constructor(model: ForwardModel, labels: Labels) {
    this.model = model;
    this.labels = labels;
    this.parts = model.components.map(partState);
    this.places = new Uint16Array(model.mcuWidth * model.mcuHeight);
  }

  /** Calls `doubt` for each pixel of the MCU that is in doubt, with its place in the picture. */
  findDoubtful(mcu: McuPosition, doubt: (pixel: number) => void): void {
    this.gatherBoundary(mcu);
    if (this.count === 0) return;
    this.gatherOffsets(mcu);
    const { width } = this.model.image;
    const isDoubtful = new Uint8Array(this.count);
    for (let place = 0; place < this.count; place++) {
      if (this.isPadding(this.xs[place], this.ys[place])) isDoubtful[place] = 1;
      else this.testPixel(mcu, place, isDoubtful);
    }
    for (let place = 0; place < this.count; place++) {
      if (isDoubtful[place] === 1) doubt(this.ys[place] * width + this.xs[place]);
    }
  }

  /** As `findDoubtful`, of all pixels of the MCU that could alone be of one of some classes, whether near a pixel or not. */
  findHidden(mcu: McuPosition, classes: readonly number[], doubt: (pixel: number) => void): void {
    const { mcuWidth, mcuHeight, image } = this.model;
    this.gatherOffsets(mcu);
    const bottom = Math.min((mcu.row + 1) * mcuHeight, image.height);
    const right = Math.min((mcu.column + 1) * mcuWidth, image.width);
    for (let y = mcu.row * mcuHeight; y < bottom; y++) {
      for (let x = mcu.column * mcuWidth; x < right; x++) {
        this.xs[0] = x;
        this.ys[0] = y;
        const own = this.labelOf(0);
        if (classes.some((other) => other !== own && this.staysConsistent(mcu, 0, other, -1, 0))) {
          doubt(y * image.width + x);
        }
      }
    }
  }

  private gatherBoundary(mcu: McuPosition): void {
    const { mcuWidth, mcuHeight, image } = this.model;
    this.places.fill(0);
    this.count = 0;
    const bottom = Math.min((mcu.row + 1) * mcuHeight, image.height);
    const right = Math.min((mcu.column + 1) * mcuWidth, image.width);
    for (let y = mcu.row * mcuHeight; y < bottom; y++) {
      for (let x = mcu.column * mcuWidth; x < right; x++) {
        const found = this.gatherAlternatives(x, y);
        if (found === 0) continue;
        this.xs[this.count] = x;
        this.ys[this.count] = y;
        this.alternativeCounts[this.count++] = found;
        this.places[(y % mcuHeight) * mcuWidth + (x % mcuWidth)] = this.count;
      }
    }
  }

  private gatherAlternatives(x: number, y: number): number {
    const { width, height } = this.model.image;
    const { labels, alternatives } = this;
    const at = y * width + x;
    const own = labels[at];
    const base = this.count * MAX_ALTERNATIVES;
    let found = 0;
    const top = y === 0 ? 0 : -1;
    const bottom = y === height - 1 ? 0 : 1;
    const left = x === 0 ? 0 : -1;
    const right = x === width - 1 ? 0 : 1;
    for (let dy = top; dy <= bottom; dy++) {
      for (let dx = left; dx <= right; dx++) {
        const other = labels[at + dy * width + dx];
        if (other === own) continue;
        let known = 0;
        while (known < found && alternatives[base + known] !== other) known++;
        if (known === found) alternatives[base + found++] = other;
      }
    }
    return found;
  }

  private gatherOffsets(mcu: McuPosition): void {
    for (const state of this.parts) {
      const { component } = state.part;
      for (let v = 0; v < component.verticalSampling; v++) {
        for (let h = 0; h < component.horizontalSampling; h++) {
          const column = mcu.column * component.horizontalSampling + h;
          const row = mcu.row * component.verticalSampling + v;
          if (column >= component.blocksWide || row >= component.blocksHigh) continue;
          sampleBlock(this.model, state.part, { column, row }, this.labels, this.samples);
          state.part.transform.toLevels(this.samples, this.levels);
          this.storeOffsets(
            state,
            row * component.storedBlocksWide + column,
            (v * component.horizontalSampling + h) * 64,
          );
        }
      }
    }
  }

  private storeOffsets(state: PartState, block: number, base: number): void {
    const { quantisation, pool, place, dc } = state.part.component;
    const first = place[block] * 64;
    for (let k = 0; k < 64; k++) {
      const natural = naturalOrder[k];
      const quantised = k === 0 ? dc[block] : pool[first + natural];
      if (this.model.dct === 'islow') {
        // `toLevels` has left eightfold coefficients in the samples.
        const distance = this.samples[natural] - 8 * quantisation[natural] * quantised;
        state.offsets[base + k] = distance * state.inverseSteps[k];
      } else state.offsets[base + k] = this.levels[natural] - quantised;
    }
  }

  /** Pixels whose samples the encoder replicated beyond the picture are not followed: they count as doubtful. */
  private isPadding(x: number, y: number): boolean {
    const { image, mcuWidth, mcuHeight, cellHeight } = this.model;
    const isRight = image.width % mcuWidth !== 0 && x === image.width - 1;
    const lastCellRow = (Math.ceil(image.height / cellHeight) - 1) * cellHeight;
    return isRight || (image.height % mcuHeight !== 0 && y >= lastCellRow);
  }

  private testPixel(mcu: McuPosition, place: number, isDoubtful: Uint8Array): void {
    for (let i = 0; i < this.alternativeCounts[place]; i++) {
      const position = this.alternatives[place * MAX_ALTERNATIVES + i];
      if (this.staysConsistent(mcu, place, position, -1, 0)) isDoubtful[place] = 1;
      this.testPairs(mcu, place, position, isDoubtful);
    }
  }

  /** Tests the pixel together with those of its neighbours that come later; both are in doubt where a pair fits. */
  private testPairs(mcu: McuPosition, place: number, position: number, isDoubtful: Uint8Array): void {
    const { mcuWidth, mcuHeight } = this.model;
    const x = this.xs[place] - mcu.column * mcuWidth;
    const y = this.ys[place] - mcu.row * mcuHeight;
    for (let step = 0; step < 4; step++) {
      const nx = x + (step === 0 ? 1 : step - 2);
      const ny = y + (step === 0 ? 0 : 1);
      if (nx < 0 || nx >= mcuWidth || ny >= mcuHeight) continue;
      const other = this.places[ny * mcuWidth + nx] - 1;
      if (other < 0 || (isDoubtful[place] === 1 && isDoubtful[other] === 1)) continue;
      for (let i = 0; i < this.alternativeCounts[other]; i++) {
        const otherPosition = this.alternatives[other * MAX_ALTERNATIVES + i];
        if (!this.staysConsistent(mcu, place, position, other, otherPosition)) continue;
        isDoubtful[place] = isDoubtful[other] = 1;
        break;
      }
    }
  }

  /** Whether the coefficients stay within the file's cells when one pixel, or two, change their class. */
  private staysConsistent(
    mcu: McuPosition,
    place: number,
    position: number,
    other: number,
    otherPosition: number,
  ): boolean {
    for (const state of this.parts) {
      const isConsistent = state.isFine
        ? this.isFineConsistent(mcu, state, place, position, other, otherPosition)
        : this.isCoarseConsistent(mcu, state, place, position, other, otherPosition);
      if (!isConsistent) return false;
    }
    return true;
  }

  private isFineConsistent(
    mcu: McuPosition,
    state: PartState,
    place: number,
    position: number,
    other: number,
    otherPosition: number,
  ): boolean {
    const { codes } = state.part;
    const first = codes[position] - codes[this.labelOf(place)];
    const second = other < 0 ? 0 : codes[otherPosition] - codes[this.labelOf(other)];
    const a = this.sampleOf(mcu, state, place);
    const b = other < 0 ? a : this.sampleOf(mcu, state, other);
    return areWithin(state, a, first, b, second);
  }

  private isCoarseConsistent(
    mcu: McuPosition,
    state: PartState,
    place: number,
    position: number,
    other: number,
    otherPosition: number,
  ): boolean {
    const { codes } = state.part;
    const a = this.sampleOf(mcu, state, place);
    const b = other < 0 ? a : this.sampleOf(mcu, state, other);
    let firstSum = codes[position] - codes[this.labelOf(place)];
    let secondSum = other < 0 ? 0 : codes[otherPosition] - codes[this.labelOf(other)];
    if (a === b) [firstSum, secondSum] = [firstSum + secondSum, 0];
    const first = firstSum === 0 ? 0 : this.cellChange(state.part, place, firstSum);
    const second = secondSum === 0 ? 0 : this.cellChange(state.part, other, secondSum);
    return areWithin(state, a, first, b, second);
  }

  private labelOf(place: number): number {
    return this.labels[this.ys[place] * this.model.image.width + this.xs[place]];
  }

  /** Index of the sample over a pixel in the MCU's blocks of a component: `block * 64 + position`. */
  private sampleOf(mcu: McuPosition, state: PartState, place: number): number {
    const { ratioX, ratioY, component } = state.part;
    const x = Math.floor((this.xs[place] - mcu.column * this.model.mcuWidth) / ratioX);
    const y = Math.floor((this.ys[place] - mcu.row * this.model.mcuHeight) / ratioY);
    return ((y >> 3) * component.horizontalSampling + (x >> 3)) * 64 + (y & 7) * 8 + (x & 7);
  }

  /** Change of a cell's rounded mean when the sum of its pixels changes. */
  private cellChange(part: ComponentModel, place: number, change: number): number {
    const { width, height } = this.model.image;
    const { ratioX, ratioY, codes } = part;
    const column = Math.floor(this.xs[place] / ratioX);
    const row = Math.floor(this.ys[place] / ratioY);
    let sum = 0;
    for (let j = 0; j < ratioY; j++) {
      const line = Math.min(row * ratioY + j, height - 1) * width;
      for (let i = 0; i < ratioX; i++) sum += codes[this.labels[line + Math.min(column * ratioX + i, width - 1)]];
    }
    return roundCell(sum + change, part, column) - roundCell(sum, part, column);
  }
}
