import type { Rgb } from '../../model/palette.ts';

/** Three whole numbers 0..255 as a colour, also as tables of floats have them (`128.0`); undefined where they are anything else. */
export function colourOfNumbers(fields: readonly string[]): Rgb | undefined {
  const [red, green, blue] = fields.map((field) => byteOf(field.trim()));
  if (fields.length !== 3 || red === undefined || green === undefined || blue === undefined) {
    return undefined;
  }
  return [red, green, blue];
}

function byteOf(text: string): number | undefined {
  return /^\d{1,3}(\.0*)?$/.test(text) && Number(text) <= 255 ? Number(text) : undefined;
}

/** `#rrggbb` in small letters. */
export function hexOfColour(rgb: Rgb): string {
  return `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Six hexadecimal digits as a colour. */
export function colourOfHex(digits: string): Rgb {
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
