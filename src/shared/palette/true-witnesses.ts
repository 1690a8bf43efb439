import type { ColourWitness, FileEvidence, Triple } from './file-evidence.ts';
import { middleOf, valuesIn, type ColourSpace, type ValueKind, widthOf } from './witness-values.ts';

/** An error of one quantiser step next to a grey class is rarer than the class by this factor at least. */
const GREY_DOMINANCE = 8;
/** Chroma this far from neutral, in levels, is a colour. */
const LEAST_CHROMA = 4;
/** Colours between whole levels are errors, unless so much of the file's flat area has them. */
const LEAST_SHARE_TO_WIDEN = 0.01;
/** A file with more flat colours than this is a photo, and its rarer ones are not looked at. */
const MOST_WITNESSES = 1024;
/** Bounds of neighbouring intervals are equal up to the rounding of a division. */
const ROUNDING = 1e-6;

/**
 * The witnesses of a file without those that are errors of others. A witness whose interval touches that of another is
 * one quantiser step off it: a few pixels of another class vanished in the rounding, or the encoder moved the DC for the
 * sake of size (trellis quantisation). Its pixels count for the more frequent one. Grey levels may be class numbers, one
 * apart: there the other must be eight times as frequent. Exact witnesses touch nothing and all stay.
 *
 * An interval without a whole colour in it is an error too, unless much of the file has it: then its encoder rounds
 * colours its own way, and the interval is widened by its width.
 */
export function trueWitnesses(file: FileEvidence, kind: ValueKind): ColourWitness[] {
  const kept: ColourWitness[] = [];
  for (const witness of file.witnesses.toSorted((a, b) => b.pixels - a.pixels).slice(0, MOST_WITNESSES)) {
    const place = kept.findIndex((other) => touches(other, witness) && isFrequent(other, witness, file.space));
    if (place < 0) {
      kept.push(witness);
    } else {
      kept[place] = joined(kept[place], witness);
    }
  }
  return kept.flatMap((witness) => possible(witness, file, kind));
}

function touches(a: ColourWitness, b: ColourWitness): boolean {
  return (
    widthOf(a) > 0 &&
    a.low.every((low, place) => low <= b.high[place] + ROUNDING && b.low[place] <= a.high[place] + ROUNDING)
  );
}

function isFrequent(other: ColourWitness, witness: ColourWitness, space: ColourSpace): boolean {
  return other.pixels >= (isColoured(other, space) ? 1 : GREY_DOMINANCE) * witness.pixels;
}

function isColoured(witness: ColourWitness, space: ColourSpace): boolean {
  const [, cb, cr] = middleOf(witness);
  return space === 'ycbcr' && Math.max(Math.abs(cb - 128), Math.abs(cr - 128)) >= LEAST_CHROMA;
}

/** Where both are frequent, either may be the true one, and the interval takes in both. */
function joined(strong: ColourWitness, weak: ColourWitness): ColourWitness {
  const areBothFrequent = strong.pixels < GREY_DOMINANCE * weak.pixels;
  const pick = (better: (a: number, b: number) => number, a: Triple, b: Triple): Triple => {
    return areBothFrequent ? [better(a[0], b[0]), better(a[1], b[1]), better(a[2], b[2])] : a;
  };
  return {
    low: pick(Math.min, strong.low, weak.low),
    high: pick(Math.max, strong.high, weak.high),
    pixels: strong.pixels + weak.pixels,
    areas: strong.areas + weak.areas,
  };
}

function possible(witness: ColourWitness, file: FileEvidence, kind: ValueKind): ColourWitness[] {
  if (valuesIn(file.space, witness, kind).length > 0) {
    return [witness];
  }
  if (witness.pixels < LEAST_SHARE_TO_WIDEN * file.flatPixels) {
    return [];
  }
  const move = ([a, b, c]: Triple, direction: number): Triple => {
    const by = (channel: number): number => direction * (witness.high[channel] - witness.low[channel]);
    return [a + by(0), b + by(1), c + by(2)];
  };
  const wide = { ...witness, low: move(witness.low, -1), high: move(witness.high, 1) };
  return valuesIn(file.space, wide, kind).length > 0 ? [wide] : [];
}
