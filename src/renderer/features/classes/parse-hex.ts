import type { Rgb } from '../../../shared/model/palette.ts';

/** `#1e90ff`, `1e90ff` or `#19f` as a colour; undefined for anything else. */
export function parseHex(written: string): Rgb | undefined {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(written.trim())?.[1];
  if (digits === undefined) return undefined;
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const value = Number.parseInt(full, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
