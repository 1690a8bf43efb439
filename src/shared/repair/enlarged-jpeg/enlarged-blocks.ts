import { encodesTo } from '../../forward/certificate.ts';
import { roundCell } from '../../forward/down-sampling.ts';
import type { ComponentModel } from '../../forward/forward-model.ts';
import { mcuBounds } from '../../forward/mcu-bounds.ts';
import { floatDct } from '../../jpeg/float-dct.ts';
import { type EnlargedFile, EnlargedPicture, type MaskLabels } from './enlarged-picture.ts';
import { MaskBases } from './mask-bases.ts';

/** How far roundings of the enlarged picture may move a coefficient, in its own units; seen were 1.6. */
const SLACK = 2;

/** A change of one pixel of the mask, from one class to another. */
export interface LabelChange {
  readonly column: number;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** A component as it is searched. */
interface Part {
  readonly model: ComponentModel;
  /** What a pixel of the mask adds to it, by its column and by its row. */
  readonly columns: MaskBases;
  readonly rows: MaskBases;
  /** Samples of the classes, not rounded. */
  readonly codes: Float64Array;
  /** Half a quantiser step and the slack, by coefficient. */
  readonly halves: Float64Array;
  /** By block: how far what the labels give lies from the middle of the file's cells; nothing until it is asked for. */
  readonly misses: (Float64Array | undefined)[];
  /** By block: the squares of what lies beyond the cells. */
  readonly costs: Float64Array;
}

/** In place of blocks that no MCU has. */
const NOTHING = new Float64Array(64);

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
    const { model, triples, enlargement, resampler } = file;
    const { image, mcuWidth, mcuHeight } = model;
    this.file = file;
    this.picture = new EnlargedPicture(file, labels);
    this.isLoaded = new Uint8Array(image.mcusWide * image.mcusHigh);
    this.isReproduced = new Uint8Array(image.mcusWide * image.mcusHigh);
    this.planes = model.components.map(() => new Uint8Array(mcuWidth * mcuHeight));
    this.parts = model.components.map((part, index) => {
      const { blocksWide, blocksHigh, quantisation } = part.component;
      const [wide, high] = [
        { ratio: part.ratioX, samples: part.width, blocks: blocksWide },
        { ratio: part.ratioY, samples: part.height, blocks: blocksHigh },
      ];
      return {
        model: part,
        columns: new MaskBases(enlargement.across, resampler, wide),
        rows: new MaskBases(enlargement.down, resampler, high),
        codes: Float64Array.from(triples, (rgb) => exactSample(image.colourModel, index, rgb)),
        halves: Float64Array.from(quantisation, (step) => step / 2 + SLACK),
        misses: [],
        costs: new Float64Array(blocksWide * blocksHigh),
      };
    });
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
          addTo(missesOf(part, block), { span, down: down.coefficients, v, across: across.coefficients, h });
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
    this.picture.fill(mcuBounds(this.file.model, place), this.planes);
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

/** What a change of a pixel of the mask adds to a block: `span` times the products of two spans of 8, from `v` and `h` on. */
interface Addition {
  readonly span: number;
  readonly down: Float64Array;
  readonly v: number;
  readonly across: Float64Array;
  readonly h: number;
}

function missesOf({ misses }: Part, block: number): Float64Array {
  return misses[block] ?? NOTHING;
}

function addTo(misses: Float64Array, { span, down, v, across, h }: Addition): void {
  for (let y = 0, k = 0; y < 8; y++) {
    const scaled = span * down[v + y];
    for (let x = 0; x < 8; x++, k++) misses[k] += scaled * across[h + x];
  }
}

function costOf(part: Part, block: number): number {
  const { halves } = part;
  const own = missesOf(part, block);
  let cost = 0;
  for (let k = 0; k < 64; k++) {
    const beyond = Math.abs(own[k]) - halves[k];
    if (beyond > 0) cost += beyond * beyond;
  }
  return cost;
}

function costWith(part: Part, block: number, { span, down, v, across, h }: Addition): number {
  const { halves } = part;
  const own = missesOf(part, block);
  let cost = 0;
  for (let y = 0, k = 0; y < 8; y++) {
    const scaled = span * down[v + y];
    for (let x = 0; x < 8; x++, k++) {
      const beyond = Math.abs(own[k] + scaled * across[h + x]) - halves[k];
      if (beyond > 0) cost += beyond * beyond;
    }
  }
  return cost;
}

/** A sample before it is rounded (jccolor.c). */
function exactSample(
  colourModel: 'grey' | 'ycbcr' | 'rgb',
  index: number,
  rgb: readonly [number, number, number],
): number {
  if (colourModel !== 'ycbcr') return rgb[index];
  const [red, green, blue] = rgb;
  if (index === 0) return 0.299 * red + 0.587 * green + 0.114 * blue;
  if (index === 1) return -0.16874 * red - 0.33126 * green + 0.5 * blue;
  return 0.5 * red - 0.41869 * green - 0.08131 * blue;
}
