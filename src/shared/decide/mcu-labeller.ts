import type { SampleRows } from '../jpeg/sample-rows.ts';
import type { Cell } from './cell-decoder.ts';
import { CellDecoder } from './cell-decoder.ts';
import { isMcuCertified } from '../forward/certificate.ts';
import type { Labels } from '../forward/down-sampling.ts';
import type { FlatMcus } from '../forward/flat-mcus.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { mcuBounds } from '../forward/mcu-bounds.ts';
import { mcuViolation } from '../forward/mcu-violation.ts';
import { NearestClass } from './nearest-class.ts';
import type { SamplePlane } from '../forward/sample-planes.ts';
import { samplePlane } from '../forward/sample-planes.ts';
import { SolidClasses } from './solid-classes.ts';

/** Passes over an MCU's mixed cells, each with the labels of the one before as neighbours. */
const SWEEPS = 3;
/** Classes that nothing else shows must explain an MCU this much better. */
const UNWITNESSED_FACTOR = 0.25;
/** Fewer pixels of a class in an MCU are noise. */
const FEWEST_PIXELS = 3;
/** Chroma counts half in the nearest class: it is the mean of several pixels. */
const CHROMA_WEIGHT = 0.5;

/** An MCU of the picture: its column and row. */
export interface McuPosition {
  readonly column: number;
  readonly row: number;
}

/**
 * Labels the MCUs of a picture: flat ones at once, the others cell by cell from the classes that meet there. Rows are
 * started one ahead of the row that is decided.
 */
export class McuLabeller {
  private readonly model: ForwardModel;
  private readonly flats: FlatMcus;
  private readonly rows: readonly SampleRows[];
  private readonly planes: readonly SamplePlane[];
  private readonly labels: Labels;
  private readonly isWitnessed: Uint8Array;
  /** Among the witnessed classes, and among all of the palette. */
  private readonly nearest: NearestClass;
  private readonly nearestOfAll: NearestClass;
  private readonly solid: SolidClasses;
  private readonly cells: CellDecoder;
  private readonly candidates: Uint16Array;
  /** Cells of the MCU being decided that are not one class throughout. */
  private readonly mixed: Cell[] = [];
  private mixedCount = 0;
  /** Which cells are one class throughout, in the last two rows started: `column * mcuCells + cell`. */
  private readonly solidCells: readonly [Uint8Array, Uint8Array];
  /** Cells in a whole MCU. */
  private readonly mcuCells: number;
  /** The labels of the MCU being decided that miss its coefficients least so far, and by how much. */
  private readonly bestLabels: Labels;
  private leastViolation = Infinity;
  /** Pixels of each class in an MCU. */
  private readonly seen: Uint16Array;

  /** `isWitnessed`: 1 for the classes that the file shows beyond doubt, by position. */
  constructor(input: {
    readonly model: ForwardModel;
    readonly flats: FlatMcus;
    readonly rows: readonly SampleRows[];
    readonly labels: Labels;
    readonly isWitnessed: Uint8Array;
  }) {
    const { model, flats, rows, labels, isWitnessed } = input;
    const { mcusWide: wide, mcusHigh: high, width, height } = model.image;
    this.model = model;
    this.flats = flats;
    this.rows = rows;
    this.planes = model.components.map((part, index) => samplePlane(part, rows[index]));
    this.labels = labels;
    const weights = nearestWeights(model);
    this.isWitnessed = isWitnessed.slice();
    this.nearest = new NearestClass(model.components, weights, isWitnessed);
    this.nearestOfAll = new NearestClass(model.components, weights, isWitnessed.slice().fill(1));
    this.solid = new SolidClasses(model.classCount, { wide, high });
    this.cells = new CellDecoder({ width, height, mcuHeight: model.mcuHeight }, this.planes, labels);
    this.mcuCells = (model.mcuWidth / model.cellWidth) * (model.mcuHeight / model.cellHeight);
    this.solidCells = [new Uint8Array(wide * this.mcuCells), new Uint8Array(wide * this.mcuCells)];
    const size = model.mcuWidth * model.mcuHeight;
    this.bestLabels = labels instanceof Uint8Array ? new Uint8Array(size) : new Uint16Array(size);
    this.seen = new Uint16Array(model.classCount);
    this.candidates = new Uint16Array(model.classCount + 32);
  }

  /** First step: gives every MCU of a row the labels it shows by itself, and notes the classes that fill cells. */
  startRow(row: number): void {
    const { mcusWide } = this.model.image;
    this.select(row);
    for (let column = 0; column < mcusWide; column++) {
      const mcu = row * mcusWide + column;
      if (this.flats.kinds[mcu] === mcuKinds.edge) this.startMcu({ column, row }, mcu);
      else this.labelFlat({ column, row }, mcu);
    }
  }

  /**
   * Second step, once the rows above and below are started: decides the edge MCUs of a row among the classes that show
   * themselves near them. Sets `certified` for those whose labels reproduce the file, and returns how many they are.
   */
  decideRow(row: number, certified: Uint8Array): number {
    const { mcusWide } = this.model.image;
    this.select(row);
    let count = 0;
    for (let column = 0; column < mcusWide; column++) {
      const mcu = row * mcusWide + column;
      if (this.flats.kinds[mcu] !== mcuKinds.edge || !this.decideMcu({ column, row })) continue;
      certified[mcu] = 1;
      count++;
    }
    return count;
  }

  private select(row: number): void {
    for (let index = 0; index < this.rows.length; index++) this.planes[index].samples = this.rows[index].mcuRow(row);
  }

  private labelFlat(at: McuPosition, mcu: number): void {
    const { left, top, right, bottom } = mcuBounds(this.model, at);
    const position = this.flats.classes[mcu];
    for (let y = top; y < bottom; y++) {
      const line = y * this.model.image.width;
      this.labels.fill(position, line + left, line + right);
    }
    this.solid.add(mcu, position);
  }

  private startMcu(at: McuPosition, mcu: number): void {
    const flags = this.solidCells[at.row & 1];
    let place = at.column * this.mcuCells;
    this.eachCell(at, (cell) => {
      const position = this.solidClassOf(cell);
      flags[place++] = position >= 0 ? 1 : 0;
      if (position >= 0) {
        this.solid.add(mcu, position);
        this.fillCell(cell, position);
      } else this.labelNearest(cell, this.nearest);
    });
  }

  private fillCell(cell: Cell, position: number): void {
    const { width } = this.model.image;
    for (let y = cell.top; y < cell.bottom; y++) {
      for (let x = cell.left; x < cell.right; x++) this.labels[y * width + x] = position;
    }
  }

  private labelMcuNearest(at: McuPosition, nearest: NearestClass): void {
    this.eachCell(at, (cell) => {
      this.labelNearest(cell, nearest);
    });
  }

  private labelNearest(cell: Cell, nearest: NearestClass): void {
    const { width } = this.model.image;
    for (let y = cell.top; y < cell.bottom; y++) {
      for (let x = cell.left; x < cell.right; x++) this.labels[y * width + x] = this.nearestAt(x, y, nearest);
    }
  }

  private nearestAt(x: number, y: number, nearest: NearestClass): number {
    return nearest.find(this.sampleAt(0, x, y), this.sampleAt(1, x, y), this.sampleAt(2, x, y));
  }

  private sampleAt(index: number, x: number, y: number): number {
    if (index >= this.planes.length) return 0;
    const { samples, stride, ratioX, ratioY } = this.planes[index];
    return samples[Math.floor((y % this.model.mcuHeight) / ratioY) * stride + Math.floor(x / ratioX)];
  }

  /** The class that every sample of a cell shows, or -1. */
  private solidClassOf(cell: Cell): number {
    const position = this.nearestAt(cell.left, cell.top, this.nearest);
    for (const plane of this.planes) if (!this.isPlaneSolid(cell, plane, position)) return -1;
    return position;
  }

  private isPlaneSolid(cell: Cell, plane: SamplePlane, position: number): boolean {
    const { samples, stride, ratioX, ratioY, tolerance } = plane;
    const code = plane.codes[position];
    const top = Math.floor((cell.top % this.model.mcuHeight) / ratioY);
    const bottom = Math.ceil((cell.bottom - cell.top) / ratioY) + top;
    const left = Math.floor(cell.left / ratioX);
    const right = Math.ceil((cell.right - cell.left) / ratioX) + left;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const distance = samples[y * stride + x] - code;
        if (distance > tolerance || distance < -tolerance) return false;
      }
    }
    return true;
  }

  /** Tries, the cheapest first, until the labels reproduce the MCU; else keeps what misses its coefficients least. */
  private decideMcu(at: McuPosition): boolean {
    const count = this.solid.collectNear(at.column, at.row, this.candidates);
    if (count > 1) {
      this.cells.setCandidates(this.candidates, count);
      this.gatherMixed(at);
      this.sweepMixed();
      if (isMcuCertified(this.model, at, this.labels)) return true;
      this.sweepUnsettled(at);
      if (isMcuCertified(this.model, at, this.labels)) return true;
    }
    this.leastViolation = Infinity;
    this.consider(at, 1);
    this.tryNearest(at, count);
    if (this.isWitnessed.includes(0)) this.tryUnwitnessed(at, count);
    this.copyIn(at, this.bestLabels);
    return isMcuCertified(this.model, at, this.labels);
  }

  /** Keeps the labels where they miss the coefficients by less than `factor` of what the best so far miss. */
  private consider(at: McuPosition, factor: number): boolean {
    const violation = mcuViolation(this.model, at, this.labels);
    if (violation >= factor * this.leastViolation) return false;
    this.leastViolation = violation;
    this.copyOut(at, this.bestLabels);
    return true;
  }

  /** Tries the nearest colours, and the classes among them together with those near. */
  private tryNearest(at: McuPosition, count: number): void {
    this.labelMcuNearest(at, this.nearest);
    this.consider(at, 1);
    const total = this.addSeenClasses(at, count);
    if (total === count) return;
    this.cells.setCandidates(this.candidates, total);
    this.sweepUnsettled(at);
    this.consider(at, 1);
  }

  /** Adds the classes of the MCU's labels to the `count` candidates, but for a few pixels; returns how many they are. */
  private addSeenClasses(at: McuPosition, count: number): number {
    const { left, top, right, bottom } = mcuBounds(this.model, at);
    const { seen, labels } = this;
    seen.fill(0);
    for (let y = top; y < bottom; y++) {
      const line = y * this.model.image.width;
      for (let x = left; x < right; x++) seen[labels[line + x]]++;
    }
    for (let index = 0; index < count; index++) seen[this.candidates[index]] = 0;
    let total = count;
    for (let position = 0; position < seen.length; position++) {
      if (seen[position] >= FEWEST_PIXELS) this.candidates[total++] = position;
    }
    return total;
  }

  /** Classes that nothing else in the file shows must explain an MCU far better. */
  private tryUnwitnessed(at: McuPosition, count: number): void {
    this.labelMcuNearest(at, this.nearestOfAll);
    const total = this.addSeenClasses(at, count);
    if (!this.seen.some((pixels, position) => pixels > 0 && this.isWitnessed[position] === 0)) return;
    this.considerUnwitnessed(at);
    if (this.leastViolation === 0 || total === count) return;
    this.cells.setCandidates(this.candidates, total);
    this.sweepUnsettled(at);
    this.considerUnwitnessed(at);
  }

  private considerUnwitnessed(at: McuPosition): void {
    if (this.consider(at, UNWITNESSED_FACTOR) && isMcuCertified(this.model, at, this.labels)) this.witnessClasses(at);
  }

  /** A certified MCU is as good a witness of its classes as a flat one. */
  private witnessClasses(at: McuPosition): void {
    const { left, top, right, bottom } = mcuBounds(this.model, at);
    for (const position of new Set(this.bestLabels.subarray(0, (right - left) * (bottom - top)))) {
      if (this.isWitnessed[position] === 1) continue;
      this.isWitnessed[position] = 1;
      this.nearest.allow(position);
    }
  }

  private gatherMixed(at: McuPosition): void {
    const flags = this.solidCells[at.row & 1];
    let place = at.column * this.mcuCells;
    this.mixedCount = 0;
    this.eachCell(at, (cell) => {
      if (flags[place++] === 1) return;
      const kept = (this.mixed[this.mixedCount++] ??= { left: 0, top: 0, right: 0, bottom: 0 });
      kept.left = cell.left;
      kept.top = cell.top;
      kept.right = cell.right;
      kept.bottom = cell.bottom;
    });
  }

  private sweepMixed(): void {
    for (let index = 0; index < this.mixedCount; index++) this.cells.decode(this.mixed[index], false);
  }

  private sweepUnsettled(at: McuPosition): void {
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      let isChanged = false;
      this.eachCell(at, (cell) => {
        if (!this.isSettled(cell)) isChanged = this.cells.decode(cell, true) || isChanged;
      });
      // Set inside the callback, which the checker does not follow.
      if (!(isChanged as boolean)) return;
    }
  }

  /** A cell is settled where it and all pixels round it have one label. */
  private isSettled(cell: Cell): boolean {
    const { width, height } = this.model.image;
    const { labels } = this;
    const own = labels[cell.top * width + cell.left];
    const right = Math.min(cell.right + 1, width);
    const bottom = Math.min(cell.bottom + 1, height);
    const left = Math.max(cell.left - 1, 0);
    for (let y = Math.max(cell.top - 1, 0); y < bottom; y++) {
      for (let x = left; x < right; x++) if (labels[y * width + x] !== own) return false;
    }
    return true;
  }

  private copyOut(at: McuPosition, to: Labels): void {
    const { left, top, right, bottom } = mcuBounds(this.model, at);
    for (let y = top, next = 0; y < bottom; y++) {
      for (let x = left; x < right; x++) to[next++] = this.labels[y * this.model.image.width + x];
    }
  }

  private copyIn(at: McuPosition, from: Labels): void {
    const { left, top, right, bottom } = mcuBounds(this.model, at);
    for (let y = top, next = 0; y < bottom; y++) {
      for (let x = left; x < right; x++) this.labels[y * this.model.image.width + x] = from[next++];
    }
  }

  private eachCell(at: McuPosition, visit: (cell: Cell) => void): void {
    const { cellWidth, cellHeight } = this.model;
    const { left, top, right, bottom } = mcuBounds(this.model, at);
    const cell: Cell = { left: 0, top: 0, right: 0, bottom: 0 };
    for (cell.top = top; cell.top < bottom; cell.top += cellHeight) {
      cell.bottom = Math.min(cell.top + cellHeight, bottom);
      for (cell.left = left; cell.left < right; cell.left += cellWidth) {
        cell.right = Math.min(cell.left + cellWidth, right);
        visit(cell);
      }
    }
  }
}

/** By how much a squared level of each component counts in the nearest class. */
export function nearestWeights(model: ForwardModel): readonly number[] {
  const hasChroma = model.image.colourModel === 'ycbcr';
  return model.components.map((_, index) => (hasChroma && index > 0 ? CHROMA_WEIGHT : 1));
}
