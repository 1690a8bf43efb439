import { floatDct, inverseFloatDct } from '../jpeg/float-dct.ts';
import { ijgTable } from '../jpeg/ijg-quality.ts';
import type { LumaField } from './luma-field.ts';

const samples = new Float64Array(64);
const coefficients = new Float64Array(64);
const decoded = new Float64Array(64);

/** Where the grid of an earlier JPEG lies: its blocks begin at these pixels, modulo 8 (luma) or 16 (with chroma halved). */
export interface GridOffset {
  readonly x: number;
  readonly y: number;
}

/** Samples of a block as a JPEG of this quality, on a grid with this offset, would have left them; luma alone. */
export function savedBlock(
  field: LumaField,
  saving: { readonly quality: number; readonly offset: GridOffset },
  at: { readonly left: number; readonly top: number },
  out: Float64Array,
): void {
  const left = at.left - ((((at.left - saving.offset.x) % 8) + 8) % 8);
  const top = at.top - ((((at.top - saving.offset.y) % 8) + 8) % 8);
  for (let y = top; y < at.top + 8; y += 8) {
    for (let x = left; x < at.left + 8; x += 8) {
      decodeBlock(field, saving.quality, { x, y });
      for (let i = 0; i < 64; i++) {
        const column = x + (i & 7) - at.left;
        const row = y + (i >> 3) - at.top;
        if (column >= 0 && column < 8 && row >= 0 && row < 8) out[row * 8 + column] = decoded[i];
      }
    }
  }
}

function decodeBlock(field: LumaField, quality: number, { x, y }: GridOffset): void {
  const table = ijgTable('luma', quality);
  field.block(x, y, samples);
  floatDct(samples, coefficients);
  for (let k = 0; k < 64; k++) coefficients[k] = Math.round(coefficients[k] / table[k]) * table[k];
  inverseFloatDct(coefficients, decoded);
  for (let i = 0; i < 64; i++) decoded[i] = Math.round(Math.min(127, Math.max(-128, decoded[i])));
}
