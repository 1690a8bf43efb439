import { AlternativeTest } from './alternative-test.ts';
import type { Labels } from '../forward/down-sampling.ts';
import type { FlatMcus } from '../forward/flat-mcus.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import type { Bounds } from '../forward/mcu-bounds.ts';
import { mcuBounds } from '../forward/mcu-bounds.ts';

/** The only value that says "certain". */
export const CERTAIN = 255;

/**
 * Likelihoods, times 254, of pixels that are not certain; set from the shares of wrong pixels measured on real masks.
 * Inner pixels have no neighbour of another class.
 */
const LEVELS = {
  certifiedInDoubt: Math.floor(254 * 0.93),
  uncertifiedInner: Math.floor(254 * 0.998),
  uncertifiedBoundary: Math.floor(254 * 0.92),
  unclaimed: Math.floor(254 * 0.5),
  ambiguous: Math.floor(254 * 0.5),
} as const;

/** The same of pixels of a proven MCU that could be something else. */
export const HIDDEN_LEVEL = LEVELS.certifiedInDoubt;

export interface CertificateMap {
  readonly flats: FlatMcus;
  /** 1 per certified edge MCU, row-major. */
  readonly certified: Uint8Array;
}

/** The certainty of every pixel: 255 in flat and certified MCUs unless another labelling would do as well. */
export function confidenceMap(model: ForwardModel, certificate: CertificateMap, labels: Labels): Uint8Array {
  const { mcusWide, mcusHigh, width, height } = model.image;
  const confidence = new Uint8Array(width * height).fill(CERTAIN);
  const test = new AlternativeTest(model, labels);
  for (let row = 0, mcu = 0; row < mcusHigh; row++) {
    for (let column = 0; column < mcusWide; column++, mcu++) {
      const at = { column, row };
      const kind = certificate.flats.kinds[mcu];
      if (kind === mcuKinds.unclaimed) fillMcu(model, at, confidence, LEVELS.unclaimed);
      else if (kind === mcuKinds.ambiguous) fillMcu(model, at, confidence, LEVELS.ambiguous);
      else if (kind === mcuKinds.edge && certificate.certified[mcu] === 0)
        gradeUncertified(model, at, labels, confidence);
      else if (kind === mcuKinds.edge || hasOtherRound(model, at, labels)) {
        test.findDoubtful(at, (pixel) => {
          confidence[pixel] = LEVELS.certifiedInDoubt;
        });
      }
    }
  }
  return confidence;
}

function fillMcu(
  model: ForwardModel,
  at: { column: number; row: number },
  confidence: Uint8Array,
  level: number,
): void {
  const { left, top, right, bottom } = mcuBounds(model, at);
  for (let y = top; y < bottom; y++)
    confidence.fill(level, y * model.image.width + left, y * model.image.width + right);
}

function gradeUncertified(
  model: ForwardModel,
  at: { column: number; row: number },
  labels: Labels,
  confidence: Uint8Array,
): void {
  const { width, height } = model.image;
  const { left, top, right, bottom } = mcuBounds(model, at);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const isInner = isUniform(labels, { width, height }, { left: x - 1, top: y - 1, right: x + 2, bottom: y + 2 });
      confidence[y * width + x] = isInner ? LEVELS.uncertifiedInner : LEVELS.uncertifiedBoundary;
    }
  }
}

/** Whether a flat MCU touches another class: then a pixel of that class might hide in it below the quantiser's step. */
function hasOtherRound(model: ForwardModel, at: { column: number; row: number }, labels: Labels): boolean {
  const { left, top, right, bottom } = mcuBounds(model, at);
  const { width, height } = model.image;
  const own = labels[top * width + left];
  const fromX = Math.max(left - 1, 0);
  const toX = Math.min(right + 1, width);
  const isRowOther = (y: number) => {
    for (let x = fromX; x < toX; x++) if (labels[y * width + x] !== own) return true;
    return false;
  };
  if ((top > 0 && isRowOther(top - 1)) || (bottom < height && isRowOther(bottom))) return true;
  for (let y = top; y < bottom; y++) {
    if (left > 0 && labels[y * width + left - 1] !== own) return true;
    if (right < width && labels[y * width + right] !== own) return true;
  }
  return false;
}

function isUniform(labels: Labels, size: { width: number; height: number }, area: Bounds): boolean {
  const right = Math.min(area.right, size.width);
  const bottom = Math.min(area.bottom, size.height);
  const left = Math.max(area.left, 0);
  const top = Math.max(area.top, 0);
  const own = labels[top * size.width + left];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) if (labels[y * size.width + x] !== own) return false;
  }
  return true;
}

/** Four certain pixels, read as one word. */
const FOUR_CERTAIN = -1;
const WORDS_AT_ONCE = 4;

/** Visits the pixels that are not certain, in order. */
export function eachUncertain(confidence: Uint8Array, visit: (pixel: number) => void): void {
  eachUncertainRun(confidence, (from, to) => {
    for (let at = from; at < to; at++) if (confidence[at] !== CERTAIN) visit(at);
  });
}

/**
 * Visits runs of pixels that hold all those which are not certain, in order, with some that are; nearly all are certain, and
 * passed over sixteen at a time.
 */
export function eachUncertainRun(confidence: Uint8Array, visit: (from: number, to: number) => void): void {
  const isAligned = confidence.byteOffset % 4 === 0;
  const words = new Int32Array(confidence.buffer, isAligned ? confidence.byteOffset : 0, confidence.length >> 2);
  const lastRun = isAligned ? words.length - WORDS_AT_ONCE : -1;
  let word = 0;
  for (; word <= lastRun; word += WORDS_AT_ONCE) {
    if ((words[word] & words[word + 1] & words[word + 2] & words[word + 3]) === FOUR_CERTAIN) continue;
    visit(4 * word, 4 * (word + WORDS_AT_ONCE));
  }
  visit(4 * word, confidence.length);
}
