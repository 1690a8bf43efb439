import { rgbToYcbcr } from '../jpeg/ycbcr.ts';
import type { Rgb } from '../model/palette.ts';
import type { ColourWitness, FileEvidence, Triple } from './file-evidence.ts';
import { packColour, unpackColour } from './packed-colour.ts';

export type ColourSpace = FileEvidence['space'];

/** The part of a witness that says where the colour lies. */
export type Interval = Pick<ColourWitness, 'low' | 'high'>;

/**
 * What the classes of a folder are told apart by: packed RGB colours, or, where all files are grey, levels 0..65535.
 * A value is one such number.
 */
export type ValueKind = 'colours' | 'levels';

/** Bounds come from divisions; a whole level on a bound lies inside. */
const ROUNDING = 1e-6;

/** The components of a value as a file of the given space would hold them, without loss. */
export function componentsOf(value: number, space: ColourSpace, kind: ValueKind): Triple {
  if (kind === 'levels') {
    return [value, 0, 0];
  }
  const rgb = unpackColour(value);
  switch (space) {
    case 'ycbcr':
      return rgbToYcbcr(rgb);
    case 'grey':
      return [rgb[0], 0, 0];
    case 'rgb':
    case 'indexed':
      return [...rgb];
  }
}

/** Whether a value lies in an interval of a file of the given space; grey files hold no colours. */
export function fits(
  value: number,
  space: ColourSpace,
  { interval, kind }: { interval: Interval; kind: ValueKind },
): boolean {
  if (space === 'grey' && kind === 'colours' && !isGreyValue(value)) {
    return false;
  }
  return lies(componentsOf(value, space, kind), interval);
}

function isGreyValue(value: number): boolean {
  const [red, green, blue] = unpackColour(value);
  return red === green && green === blue;
}

function lies(components: Triple, { low, high }: Interval): boolean {
  return components.every((value, place) => value >= low[place] - ROUNDING && value <= high[place] + ROUNDING);
}

/** An interval of more colours than this tells nothing: its file was saved at a quality below 3. */
const MOST_COLOURS = 1 << 20;

/**
 * Every value that lies in an interval. There may be none where a file has colours between whole levels, and there is
 * none given where there would be too many.
 */
export function valuesIn(space: ColourSpace, interval: Interval, kind: ValueKind): number[] {
  if (kind === 'levels') {
    return wholeNumbers(interval.low[0], interval.high[0], 65_535);
  }
  switch (space) {
    case 'grey':
      return wholeNumbers(interval.low[0], interval.high[0], 255).map((level) => packColour([level, level, level]));
    case 'ycbcr':
      return coloursIn(rgbBoundsOf(interval)).filter((value) => fits(value, space, { interval, kind }));
    case 'rgb':
    case 'indexed':
      return coloursIn(interval);
  }
}

function wholeNumbers(low: number, high: number, limit: number): number[] {
  const first = Math.max(0, Math.ceil(low - ROUNDING));
  const last = Math.min(limit, Math.floor(high + ROUNDING));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
}

function coloursIn({ low, high }: Interval): number[] {
  const [reds, greens, blues] = [0, 1, 2].map((channel) => wholeNumbers(low[channel], high[channel], 255));
  if (reds.length * greens.length * blues.length > MOST_COLOURS) {
    return [];
  }
  return reds.flatMap((red) => greens.flatMap((green) => blues.map((blue) => packColour([red, green, blue]))));
}

/** libjpeg rounds Y, Cb and Cr to whole levels: each may be half a level off, and its integer weights a little more. */
const CONVERSION_SLACK = 0.6;

/** A box of RGB colours that holds all whose Y, Cb and Cr lie in the interval (JFIF 1.02, conversion to RGB). */
function rgbBoundsOf({ low, high }: Interval): Interval {
  const [yLow, cbLow, crLow] = low.map((value) => value - CONVERSION_SLACK);
  const [yHigh, cbHigh, crHigh] = high.map((value) => value + CONVERSION_SLACK);
  return {
    low: [
      yLow + 1.402 * (crLow - 128),
      yLow - 0.344136 * (cbHigh - 128) - 0.714136 * (crHigh - 128),
      yLow + 1.772 * (cbLow - 128),
    ],
    high: [
      yHigh + 1.402 * (crHigh - 128),
      yHigh - 0.344136 * (cbLow - 128) - 0.714136 * (crLow - 128),
      yHigh + 1.772 * (cbHigh - 128),
    ],
  };
}

/** The middle of an interval. */
export function middleOf({ low, high }: Interval): Triple {
  return [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2];
}

/** The widest side of an interval, in levels. */
export function widthOf({ low, high }: Interval): number {
  return Math.max(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
}

/** Y, Cb and Cr as the RGB colour they stand for, unrounded and unclamped; other spaces as they are. */
export function rgbNear([first, second, third]: Triple, space: ColourSpace): Triple {
  switch (space) {
    case 'grey':
      return [first, first, first];
    case 'ycbcr': {
      const [cb, cr] = [second - 128, third - 128];
      return [first + 1.402 * cr, first - 0.344136 * cb - 0.714136 * cr, first + 1.772 * cb];
    }
    case 'rgb':
    case 'indexed':
      return [first, second, third];
  }
}

/** The colour of whole levels that is nearest. */
export function wholeColour([red, green, blue]: Triple): Rgb {
  const whole = (level: number): number => Math.min(255, Math.max(0, Math.round(level)));
  return [whole(red), whole(green), whole(blue)];
}

/** A value as a colour; levels above 255 have none of their own and are not asked for. */
export function colourOfValue(value: number, kind: ValueKind): Rgb {
  return kind === 'levels' ? [value, value, value] : unpackColour(value);
}
