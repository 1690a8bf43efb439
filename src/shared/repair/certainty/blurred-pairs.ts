import { suitsSearch } from '../../search/search-file.ts';
import { CERTAIN, eachUncertainRun } from '../../decide/confidence-map.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import type { ComponentModel, ForwardModel } from '../../forward/forward-model.ts';
import { findHopelessPairs, shownPairsWithin } from './indistinct-classes.ts';

/**
 * Two classes, by position, that differ in chroma only, where the file keeps chroma for several pixels at once: areas of
 * them are told apart, single pixels where they meet are not.
 */
export interface BlurredPair {
  readonly a: number;
  readonly b: number;
  /** Pixels of either beside one of the other that are not certain. */
  readonly uncertainPixels: number;
}

/** The pairs that the file blurs somewhere, those with the most such pixels first; pairs that are hopeless are none. */
export function findBlurredPairs(
  model: ForwardModel,
  decided: { readonly labels: Labels; readonly confidence: Uint8Array; readonly classPixels: Uint32Array },
): BlurredPair[] {
  // They are counted in a table of all pairs.
  if (!suitsSearch(model)) return [];
  const partners = pairsOfOneLuma(model, decided.classPixels);
  if (!partners.includes(1)) return [];
  const { classCount } = model;
  const counts = countMeetings(model, { ...decided, partners });
  const pairs: BlurredPair[] = [];
  for (let a = 0; a < classCount; a++) {
    for (let b = a + 1; b < classCount; b++) {
      const uncertainPixels = counts[a * classCount + b];
      if (uncertainPixels > 0) pairs.push({ a, b, uncertainPixels });
    }
  }
  return pairs.sort((one, other) => other.uncertainPixels - one.uncertainPixels);
}

/** 1 for each class, by position, that is one of a pair. */
function classesPaired(pairs: Uint8Array, classCount: number): Uint8Array {
  return Uint8Array.from({ length: classCount }, (_, a) => {
    return pairs.subarray(a * classCount, (a + 1) * classCount).includes(1) ? 1 : 0;
  });
}

/** 1 for each pair that a picture shows, at `a * classCount + b` and the other way round. */
function pairsOfOneLuma(model: ForwardModel, classPixels: Uint32Array): Uint8Array {
  const { classCount, components } = model;
  const whole = components.filter(isWhole);
  if (whole.length === 0 || whole.length === components.length) return new Uint8Array(classCount ** 2);
  const pairs = shownPairsWithin(whole, 1, classPixels);
  if (!pairs.includes(1)) return pairs;
  for (const [a, b] of findHopelessPairs(model)) pairs[a * classCount + b] = pairs[b * classCount + a] = 0;
  return pairs;
}

function isWhole({ ratioX, ratioY }: ComponentModel): boolean {
  return ratioX === 1 && ratioY === 1;
}

interface Decided {
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  readonly partners: Uint8Array;
}

/** Of each pair, at `a * classCount + b` with a below b, the uncertain pixels with a neighbour of the other class. */
function countMeetings({ image, classCount }: ForwardModel, { labels, confidence, partners }: Decided): Uint32Array {
  const counts = new Uint32Array(classCount * classCount);
  const hasPartner = classesPaired(partners, classCount);
  const { width } = image;
  const last = confidence.length - width;
  const picture = { width, last, labels, partners };
  eachUncertainRun(confidence, (from, to) => {
    for (let at = from; at < to; at++) {
      const own = labels[at];
      if (hasPartner[own] === 0 || confidence[at] === CERTAIN) continue;
      // Most are of the class of all beside them.
      const isInside = at >= width && at < last;
      if (isInside && labels[at - 1] === own && labels[at + 1] === own) {
        if (labels[at - width] === own && labels[at + width] === own) continue;
      }
      const other = partnerBeside(picture, at, own * classCount);
      if (other >= 0) counts[Math.min(own, other) * classCount + Math.max(own, other)]++;
    }
  });
  return counts;
}

interface LabelledPicture {
  readonly width: number;
  /** Where its last row begins. */
  readonly last: number;
  readonly labels: Labels;
  readonly partners: Uint8Array;
}

/** The first of the pixels beside one that is of a class in the row of partners from `row` on; -1 where none is. */
function partnerBeside({ width, last, labels, partners }: LabelledPicture, at: number, row: number): number {
  // Few have a partner beside them: whether that stands in the same line is asked of those alone.
  if (partners[row + labels[at - 1]] === 1 && at % width > 0) return labels[at - 1];
  if (partners[row + labels[at + 1]] === 1 && (at + 1) % width > 0) return labels[at + 1];
  if (at >= width && partners[row + labels[at - width]] === 1) return labels[at - width];
  return at < last && partners[row + labels[at + width]] === 1 ? labels[at + width] : -1;
}
