import { floatDct, inverseFloatDct } from '../jpeg/float-dct.ts';
import { ijgTable } from '../jpeg/ijg-quality.ts';
import type { LumaField } from './luma-field.ts';

const samples = new Float64Array(64);
const levels = new Float64Array(64);
const decoded = new Float64Array(64);

/** Where the grid of an earlier JPEG lies: its blocks begin at these pixels, modulo 8 (luma) or 16 (with chroma halved). */
export interface GridOffset {
  readonly x: number;
  readonly y: number;
}

/** Saves blocks of labels' luma as JPEGs of several qualities and grids would; luma alone. */
export class LumaSaving {
  private readonly field: LumaField;
  private readonly width: number;
  /** Coefficients by the place of a block; one alone where it is of one level. */
  private readonly known = new Map<number, Float64Array>();

  /** `width`: of the picture. */
  constructor(field: LumaField, width: number) {
    this.field = field;
    this.width = width;
  }

  /** Writes the samples of a block as a JPEG of this quality, on a grid with this offset, would have left them. */
  save(
    saving: { readonly quality: number; readonly offset: GridOffset },
    at: { readonly left: number; readonly top: number },
    out: Float64Array,
  ): void {
    const left = at.left - ((((at.left - saving.offset.x) % 8) + 8) % 8);
    const top = at.top - ((((at.top - saving.offset.y) % 8) + 8) % 8);
    for (let y = top; y < at.top + 8; y += 8) {
      for (let x = left; x < at.left + 8; x += 8) {
        this.decode(saving.quality, { x, y });
        const right = Math.min(8, at.left + 8 - x);
        const bottom = Math.min(8, at.top + 8 - y);
        for (let j = Math.max(0, at.top - y); j < bottom; j++) {
          for (let i = Math.max(0, at.left - x); i < right; i++) {
            out[(y + j - at.top) * 8 + x + i - at.left] = decoded[j * 8 + i];
          }
        }
      }
    }
  }

  private decode(quality: number, place: GridOffset): void {
    const table = ijgTable('luma', quality);
    const coefficients = this.coefficientsAt(place);
    if (coefficients.length === 1) {
      decoded.fill(roundSample((Math.round(coefficients[0] / table[0]) * table[0]) / 8));
      return;
    }
    for (let k = 0; k < 64; k++) levels[k] = Math.round(coefficients[k] / table[k]) * table[k];
    inverseFloatDct(levels, decoded);
    for (let i = 0; i < 64; i++) decoded[i] = roundSample(decoded[i]);
  }

  /** Blocks may begin outside the picture. */
  private coefficientsAt({ x, y }: GridOffset): Float64Array {
    const key = (y + 16) * (this.width + 32) + x + 16;
    let coefficients = this.known.get(key);
    if (coefficients === undefined) {
      this.field.block(x, y, samples);
      const [first] = samples;
      const isFlat = samples.every((level) => level === first);
      coefficients = new Float64Array(isFlat ? 1 : 64);
      if (isFlat) coefficients[0] = 8 * first;
      else floatDct(samples, coefficients);
      this.known.set(key, coefficients);
    }
    return coefficients;
  }
}

function roundSample(level: number): number {
  return Math.round(Math.min(127, Math.max(-128, level)));
}
