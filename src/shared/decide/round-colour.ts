import type { Rgb } from '../model/palette.ts';
import type { Triple } from '../palette/file-evidence.ts';

const ROUND_LEVELS = [0, 255, 128, 64, 192];
const ROUNDING_REACH = 32;

/** A colour with the levels that people choose, where they are near. */
export function roundColour([red, green, blue]: Triple): Rgb {
  const near = (value: number): number => {
    return ROUND_LEVELS.find((level) => Math.abs(level - value) <= ROUNDING_REACH) ?? clampByte(value);
  };
  return [near(red), near(green), near(blue)];
}

/** The colour of whole levels that is nearest. */
export function wholeColour([red, green, blue]: Triple): Rgb {
  return [clampByte(red), clampByte(green), clampByte(blue)];
}

function clampByte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
