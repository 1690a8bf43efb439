import type { Palette, Rgb } from '../model/palette.ts';
import { greysAreIndices } from './grey-coding.ts';
import type { Triple } from './file-evidence.ts';
import { packColour } from './packed-colour.ts';
import { type ColourSpace, fits, middleOf, rgbNear } from './witness-values.ts';

/** A colour this many levels off its class is that class, saved badly. */
const CLAIM_LEVELS = 4;

/** A colour of a flat area, as the interval in which the true one lies. */
export interface FlatColour {
  readonly space: ColourSpace;
  readonly low: Triple;
  readonly high: Triple;
}

/** Whether a colour may be that of one of the classes. */
export function isClaimed(colour: FlatColour, palette: Palette): boolean {
  const byIndex = mayBeIndex(colour, palette);
  return palette.classes.some((entry) => mayBe(colour, entry, byIndex));
}

function mayBeIndex({ space }: FlatColour, palette: Palette): boolean {
  return palette.coding !== 'colour' || (space === 'grey' && greysAreIndices(palette));
}

/** A colour in whole levels. */
export function nearestRgb({ space, low, high }: FlatColour): Rgb {
  const [red, green, blue] = rgbNear(middleOf({ low, high }), space).map((level) =>
    Math.min(255, Math.max(0, Math.round(level))),
  );
  return [red, green, blue];
}

function mayBe(
  { space, low, high }: FlatColour,
  { rgb, index }: { readonly rgb: Rgb; readonly index: number },
  byIndex: boolean,
): boolean {
  const interval = { low: low.map((level) => level - CLAIM_LEVELS), high: high.map((level) => level + CLAIM_LEVELS) };
  // Three in, three out.
  const wide = interval as { low: [number, number, number]; high: [number, number, number] };
  if (fits(packColour(rgb), space, { interval: wide, kind: 'colours' })) return true;
  if (!byIndex) return false;
  const exact = { low, high };
  return space === 'grey'
    ? fits(index, space, { interval: exact, kind: 'levels' })
    : fits(packColour([index & 255, index & 255, index & 255]), space, { interval: exact, kind: 'colours' });
}
