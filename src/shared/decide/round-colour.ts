import type { Rgb } from '../model/palette.ts';
import { withoutSupport } from '../palette/class-pool.ts';
import type { Triple } from '../palette/file-evidence.ts';
import { isGrey } from '../palette/grey-coding.ts';
import { likelyValue } from '../palette/likely-colour.ts';
import type { OpenColour } from '../palette/open-colours.ts';
import { unpackColour } from '../palette/packed-colour.ts';
import { componentsOf, rgbNear, valuesIn, wholeColour } from '../palette/witness-values.ts';
import { levelsOf } from './palette-levels.ts';

const ROUND_LEVELS = [0, 255, 128, 64, 192];
const ROUNDING_REACH = 32;
/** Colours that people choose are as near to a fitted one, in levels, where its fit is good. */
const FINE_REACH = 3;

/** A colour with the levels that people choose, where they are near. */
export function roundColour([red, green, blue]: Triple): Rgb {
  const near = (value: number): number => {
    return ROUND_LEVELS.find((level) => Math.abs(level - value) <= ROUNDING_REACH) ?? value;
  };
  return wholeColour([near(red), near(green), near(blue)]);
}

/** As `roundColour`, of levels in a JPEG's components. */
export function roundLevels(levels: Triple, space: OpenColour['space']): Triple {
  return levelsOf(roundColour(rgbNear(levels, space)), space);
}

/** Of the colours within a few levels the one that people would choose, grey where some are. */
export function likelyLevels(levels: Triple, space: OpenColour['space']): Triple {
  const kind = space === 'grey' ? 'levels' : 'colours';
  const interval = { low: levelsBeside(levels, -FINE_REACH), high: levelsBeside(levels, FINE_REACH) };
  const all = valuesIn(space, interval, kind);
  const greys = kind === 'levels' ? [] : all.filter((value) => isGrey(unpackColour(value)));
  const values = greys.length > 0 ? greys : all;
  const intervals = new Map([['fitted', { space, interval }]]);
  const value = likelyValue({ ...withoutSupport(), values, intervals, precision: 'bounded' }, kind, new Set());
  return value === undefined ? levels : componentsOf(value, space, kind);
}

/** Levels moved all alike, as far as there are any. */
export function levelsBeside([first, second, third]: Triple, by: number): Triple {
  const moved = (level: number): number => Math.min(255, Math.max(0, level + by));
  return [moved(first), moved(second), moved(third)];
}
