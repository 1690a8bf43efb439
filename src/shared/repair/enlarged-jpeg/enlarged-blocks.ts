import { encodesTo } from '../../forward/certificate.ts';
import { roundCell } from '../../forward/down-sampling.ts';
import type { ComponentModel } from '../../forward/forward-model.ts';
import { mcuBounds } from '../../forward/mcu-bounds.ts';
import { floatDct } from '../../jpeg/float-dct.ts';
import { type EnlargedFile, EnlargedPicture, type MaskLabels } from './enlarged-picture.ts';
import { addTo, costOf, costWith, type Part, partOf } from './enlarged-part.ts';
import { unitBases } from './mask-bases.ts';

/** A change of one pixel of the mask, from one class to another. */
export interface LabelChange {
  readonly column: number;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

const BLOCK = { width: 8, height: 8 };

/**
 * What the labels of a mask become when it is enlarged and saved as JPEG, beside what the file holds. Blocks are worked out
 * as they are asked for, MCU by MCU, with all roundings; changes of labels are added to them as if nothing were rounded.
 */
export class EnlargedBlocks {
  readonly file: EnlargedFile;
  private readonly parts: readonly Part[];
  private readonly picture: EnlargedPicture;
  private readonly isLoaded: Uint8Array;
  /** 1 for the MCUs whose coefficients came out as they stand in the file when they were worked out. */
  private readonly isReproduced: Uint8Array;
  private readonly planes: readonly Uint8Array[];
  private readonly whole = new Int32Array(64);
  private readonly samples = new Float64Array(64);

  constructor(file: EnlargedFile, labels: MaskLabels) {
    const { image, mcuWidth, mcuHeight, components } = file.model;
    this.file = file;
    this.picture = new EnlargedPicture(file, labels);
    this.isLoaded = new Uint8Array(image.mcusWide * image.mcusHigh);
    this.isReproduced = new Uint8Array(image.mcusWide * image.mcusHigh);
    this.planes = components.map(() => new Uint8Array(mcuWidth * mcuHeight));
    this.parts = components.map((_, index) => partOf(file, index));
  }

  /** By how much the cost of all blocks would grow with a change, which is not made; of what is above `most` just that. */
  growthBy(change: LabelChange, most = Infinity): number {
    let growth = -this.costUnder(change);
    for (const part of this.parts) {
      const span = part.codes[change.to] - part.codes[change.from];
      if (span === 0) continue;
      const [across, down] = [part.columns.at(change.column), part.rows.at(change.row)];
      for (let v = 0; v < down.coefficients.length; v += 8) {
        for (let h = 0; h < across.coefficients.length; h += 8) {
          const block = (down.first + (v >> 3)) * part.model.component.blocksWide + across.first + (h >> 3);
          growth += costWith(part, block, { span, down: down.coefficients, v, across: across.coefficients, h });
          if (growth > most) return growth;
        }
      }
    }
    return growth;
  }

  /** The same with one pixel of the picture that goes from the colour of one class to that of another. */
  growthByPixel({ column: x, row: y, from, to }: LabelChange): number {
    let growth = 0;
    for (const part of this.parts) {
      const { ratioX, ratioY } = part.model;
      const span = (part.codes[to] - part.codes[from]) / (ratioX * ratioY);
      if (span === 0) continue;
      const [column, row] = [Math.floor(x / ratioX), Math.floor(y / ratioY)];
      const block = this.blockAt(part, column >> 3, row >> 3);
      const addition = { span, down: unitBases[row & 7], v: 0, across: unitBases[column & 7], h: 0 };
      growth += costWith(part, block, addition) - part.costs[block];
    }
    return growth;
  }

  /** The cost of the blocks that a change would alter. */
  private costUnder({ column, row, from, to }: LabelChange): number {
    let sum = 0;
    for (const part of this.parts) {
      if (part.codes[to] === part.codes[from]) continue;
      const [across, down] = [part.columns.at(column), part.rows.at(row)];
      for (let v = 0; v < down.coefficients.length; v += 8)
        for (let h = 0; h < across.coefficients.length; h += 8)
          sum += part.costs[this.blockAt(part, across.first + (h >> 3), down.first + (v >> 3))];
    }
    return sum;
  }

  /** Makes a change in the blocks; the labels are the caller's. */
  apply(change: LabelChange): void {
    for (const part of this.parts) {
      const span = part.codes[change.to] - part.codes[change.from];
      if (span === 0) continue;
      const [across, down] = [part.columns.at(change.column), part.rows.at(change.row)];
      for (let v = 0; v < down.coefficients.length; v += 8) {
        for (let h = 0; h < across.coefficients.length; h += 8) {
          const block = this.blockAt(part, across.first + (h >> 3), down.first + (v >> 3));
          addTo(part, block, { span, down: down.coefficients, v, across: across.coefficients, h });
          part.costs[block] = costOf(part, block);
        }
      }
    }
  }

  /** Calls `visit` with the MCUs that a pixel of the mask takes part in. */
  eachMcu(column: number, row: number, visit: (mcu: number) => void): void {
    for (const { model, columns, rows } of this.parts) {
      const [across, down] = [columns.at(column), rows.at(row)];
      for (let v = 0; v < down.coefficients.length; v += 8)
        for (let h = 0; h < across.coefficients.length; h += 8)
          visit(this.mcuOf(model, across.first + (h >> 3), down.first + (v >> 3)));
    }
  }

  /** What of an MCU lies beyond the file's cells, squared; 0 where the labels explain it. */
  costOfMcu(mcu: number): number {
    this.need(mcu);
    let sum = 0;
    for (const { model, costs } of this.parts)
      eachBlock(model, this.placeOf(mcu), (column, row) => (sum += costs[row * model.component.blocksWide + column]));
    return sum;
  }

  /** The same of one block of luma that has a sample for each pixel, and whether its coefficients come out exactly. */
  judgeLuma(column: number, row: number): { readonly cost: number; readonly isExact: boolean } {
    const { width, height } = this.file.model.image;
    const [left, top] = [8 * column, 8 * row];
    const area = { left, top, right: Math.min(width, left + 8), bottom: Math.min(height, top + 8) };
    this.picture.fill(area, BLOCK, this.planes.slice(0, 1));
    for (let k = 0; k < 64; k++) this.whole[k] = this.planes[0][k] - 128;
    const isExact = this.measure(this.parts[0], column, row);
    return { cost: this.parts[0].costs[row * this.parts[0].model.component.blocksWide + column], isExact };
  }

  /** Whether the labels give an MCU's coefficients exactly. */
  reproduces(mcu: number): boolean {
    this.need(mcu);
    return this.isReproduced[mcu] === 1;
  }

  /** To be called when labels under an MCU were changed, once it is to be worked out with all roundings. */
  forget(mcu: number): void {
    this.isLoaded[mcu] = 0;
  }

  /** The same of an MCU that is hardly asked for again: lets go of what was worked out. */
  release(mcu: number): void {
    this.forget(mcu);
    for (const { model, misses } of this.parts)
      eachBlock(
        model,
        this.placeOf(mcu),
        (column, row) => (misses[row * model.component.blocksWide + column] = undefined),
      );
  }

  private blockAt(part: Part, column: number, row: number): number {
    this.need(this.mcuOf(part.model, column, row));
    return row * part.model.component.blocksWide + column;
  }

  private mcuOf({ component }: ComponentModel, column: number, row: number): number {
    const { horizontalSampling, verticalSampling } = component;
    const { mcusWide } = this.file.model.image;
    return Math.floor(row / verticalSampling) * mcusWide + Math.floor(column / horizontalSampling);
  }

  private placeOf(mcu: number): { readonly column: number; readonly row: number } {
    const { mcusWide } = this.file.model.image;
    return { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) };
  }

  private need(mcu: number): void {
    if (this.isLoaded[mcu] === 1) return;
    this.isLoaded[mcu] = 1;
    this.isReproduced[mcu] = 1;
    const place = this.placeOf(mcu);
    const { model } = this.file;
    this.picture.fill(mcuBounds(model, place), { width: model.mcuWidth, height: model.mcuHeight }, this.planes);
    this.parts.forEach((part, index) => {
      eachBlock(part.model, place, (column, row) => {
        this.sample(part.model, this.planes[index], { column, row });
        if (!this.measure(part, column, row)) this.isReproduced[mcu] = 0;
      });
    });
  }

  /** The samples of a block, less 128, out of an MCU's plane. */
  private sample(
    { component, ratioX, ratioY, height }: ComponentModel,
    plane: Uint8Array,
    { column, row }: { readonly column: number; readonly row: number },
  ): void {
    const { mcuWidth } = this.file.model;
    const left = (column % component.horizontalSampling) * 8;
    const top = Math.floor(row / component.verticalSampling) * component.verticalSampling * 8;
    for (let y = 0, k = 0; y < 8; y++) {
      // Beyond the picture the last row of samples is repeated.
      const line = (Math.min(row * 8 + y, height - 1) - top) * ratioY * mcuWidth;
      for (let x = 0; x < 8; x++, k++) {
        let sum = 0;
        for (let j = 0; j < ratioY; j++)
          for (let i = 0; i < ratioX; i++) sum += plane[line + j * mcuWidth + (left + x) * ratioX + i];
        this.whole[k] = (ratioX * ratioY === 1 ? sum : roundCell(sum, { ratioX, ratioY }, x)) - 128;
      }
    }
  }

  /** Measures the block of the samples at hand; answers whether they give the file's coefficients exactly. */
  private measure(part: Part, column: number, row: number): boolean {
    const { dc, place, pool, quantisation, blocksWide, storedBlocksWide } = part.model.component;
    const block = row * blocksWide + column;
    const stored = row * storedBlocksWide + column;
    const first = place[stored] * 64;
    const misses = (part.misses[block] ??= new Float64Array(64));
    this.samples.set(this.whole);
    floatDct(this.samples, misses);
    misses[0] -= dc[stored] * quantisation[0];
    for (let k = 1; k < 64; k++) misses[k] -= pool[first + k] * quantisation[k];
    part.costs[block] = costOf(part, block);
    return encodesTo(part.model, { values: this.whole, wide: 8, high: 8 }, { dc: dc[stored], pool, first });
  }
}

/** Calls `visit` with the blocks of a component in an MCU, those beyond the picture left out. */
function eachBlock(
  { component }: ComponentModel,
  mcu: { readonly column: number; readonly row: number },
  visit: (column: number, row: number) => void,
): void {
  const { horizontalSampling, verticalSampling, blocksWide, blocksHigh } = component;
  for (let v = 0; v < verticalSampling; v++) {
    const row = mcu.row * verticalSampling + v;
    for (let h = 0; h < horizontalSampling; h++) {
      const column = mcu.column * horizontalSampling + h;
      if (row < blocksHigh && column < blocksWide) visit(column, row);
    }
  }
}
