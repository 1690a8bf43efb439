import type { ClosePair } from '../contract/class-schemas.ts';
import { flatStep } from '../jpeg/ijg-quality.ts';
import { rgbToYcbcr } from '../jpeg/ycbcr.ts';
import type { Palette, PaletteClass } from '../model/palette.ts';
import { channelDistance } from '../palette/channel-distance.ts';

/** Pairs are looked at one by one: beyond this many classes (instances) near colours are no news and cost too much. */
const MOST_CLASSES = 1000;
/** At a boundary a class's colour is blurred over this many quantiser steps. */
const RISKY_STEPS = 3;
const MOST_PAIRS = 200;

/** What JPEG does to masks, at its worst. */
export interface JpegDamage {
  readonly quality: number;
  /** True where chroma is kept for several pixels at once. */
  readonly hasReducedChroma: boolean;
  /** True where a mask was met that is a JPEG; else the damage is only to be expected. */
  readonly isSeen: boolean;
}

/**
 * Pairs of classes that JPEG makes hard to tell apart, the worst first: `same` colour; `hopeless`, nearer than one
 * quantiser step of a flat area in luma and in chroma; `risky`, nearer than three, or nearer than one in luma where
 * chroma is reduced. Classes that are told by grey levels are near by nature, which is worth a word only where they were
 * saved as JPEG.
 */
export function closePairs({ classes, coding }: Palette, damage: JpegDamage): ClosePair[] {
  if (classes.length > MOST_CLASSES || (coding !== 'colour' && !damage.isSeen)) return [];
  const shown = coding === 'grey-index' ? classes.map(asGrey) : classes;
  const pairs = shown.flatMap((a, place) =>
    shown.slice(place + 1).flatMap((b) => {
      const pair = comparePair(a, b, damage);
      return pair === undefined ? [] : [pair];
    }),
  );
  return pairs.toSorted((a, b) => a.distance - b.distance).slice(0, MOST_PAIRS);
}

/** Its index as the grey level that it is in the masks. */
function asGrey(entry: PaletteClass): PaletteClass {
  return { ...entry, rgb: [entry.index, entry.index, entry.index] };
}

function comparePair(a: PaletteClass, b: PaletteClass, damage: JpegDamage): ClosePair | undefined {
  const { quality, hasReducedChroma } = damage;
  const distance = channelDistance(a.rgb, b.rgb);
  const pair = { a: a.slot, b: b.slot, distance, quality, isOfChroma: false };
  if (distance === 0) return { ...pair, danger: 'same' };
  const [luma, ...chroma] = stepsApart(a, b, quality);
  const steps = Math.max(luma, ...chroma);
  if (steps < RISKY_STEPS) return { ...pair, danger: steps < 1 ? 'hopeless' : 'risky' };
  return hasReducedChroma && luma < 1 ? { ...pair, danger: 'risky', isOfChroma: true } : undefined;
}

/** How many quantiser steps of a flat area two colours are apart, in luma and in each chroma. */
function stepsApart(a: PaletteClass, b: PaletteClass, quality: number): readonly [number, number, number] {
  const [left, right] = [rgbToYcbcr(a.rgb), rgbToYcbcr(b.rgb)];
  const apart = (place: 0 | 1 | 2): number => {
    return Math.abs(left[place] - right[place]) / flatStep(place === 0 ? 'luma' : 'chroma', quality);
  };
  return [apart(0), apart(1), apart(2)];
}
