import { describe, expect, it } from 'vitest';
import { countByClass } from '../../src/shared/repair/count-pixels.ts';
import { CERTAIN } from '../../src/shared/decide/confidence-map.ts';
import { isMcuCertified } from '../../src/shared/forward/certificate.ts';
import { groupFlatMcus } from '../../src/shared/forward/flat-groups.ts';
import { labelFlatMcus } from '../../src/shared/forward/flat-mcus.ts';
import { buildForwardModel, type ForwardModel } from '../../src/shared/forward/forward-model.ts';
import { jpegCodes } from '../../src/shared/forward/palette-codes.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { doubtCellSwaps } from '../../src/shared/repair/certainty/cell-swaps.ts';
import { paletteOf } from './drawn-mask.ts';
import { encodeByCjpeg, encodeJpeg, hasCjpeg } from './encode-jpeg.ts';

const SIDE = 32;
/** Of one luma, but for a level. */
const colours: readonly Rgb[] = [
  [205, 175, 80],
  [189, 152, 233],
];

type Pixels = readonly [number, number];

/** The first two pixels of every chroma sample of the first row of MCUs that are of two classes. */
function swapsOf(labels: Uint8Array): Pixels[] {
  const swaps: Pixels[] = [];
  for (let y = 0; y < 16; y += 2) {
    for (let x = 0; x < SIDE; x += 2) {
      const one = y * SIDE + x;
      const other = [one + 1, one + SIDE, one + SIDE + 1].find((at) => labels[at] !== labels[one]);
      if (other !== undefined) swaps.push([one, other]);
    }
  }
  return swaps;
}

function swapped(labels: Uint8Array, ...swaps: readonly Pixels[]): Uint8Array {
  const changed = labels.slice();
  for (const [one, other] of swaps) [changed[one], changed[other]] = [changed[other], changed[one]];
  return changed;
}

/** Two swaps that the file allows together, and neither alone. */
function findJointSwaps(model: ForwardModel, labels: Uint8Array): readonly [Pixels, Pixels] {
  const isMet = (tried: Uint8Array, [one]: Pixels) =>
    isMcuCertified(model, { column: (one % SIDE) >> 4, row: 0 }, tried);
  const hard = swapsOf(labels).filter((swap) => !isMet(swapped(labels, swap), swap));
  for (const first of hard) {
    const second = hard.find((swap) => swap !== first && isMet(swapped(labels, first, swap), first));
    // Both lie in one MCU, or the second alone would not have been met.
    if (second !== undefined && isMet(swapped(labels, first, second), second)) return [first, second];
  }
  throw new Error('expected two swaps that the file allows together');
}

function modelOf(jpeg: Uint8Array, classes = colours): ForwardModel {
  const { image } = readJpeg(jpeg, defaultReadLimits);
  const model = buildForwardModel(image, jpegCodes(image, paletteOf({ colours: classes }), 'colour'));
  if (model === undefined) throw new Error('expected a forward model');
  return model;
}

/** The confidence of labels that are certain but for what swaps take back. */
function confidenceOf(model: ForwardModel, labels: Uint8Array): Uint8Array {
  const flats = labelFlatMcus(model, groupFlatMcus(model.image));
  const confidence = new Uint8Array(SIDE * SIDE).fill(CERTAIN);
  const certified = new Uint8Array(flats.kinds.length).fill(1);
  const classPixels = countByClass(labels, model.classCount);
  doubtCellSwaps(model, { flats, certified, labels, confidence, classPixels });
  return confidence;
}

describe('pixels of classes of one luma in a chroma sample', () => {
  it('are not certain where two swaps do together what neither does alone', async () => {
    const labels = Uint8Array.from({ length: SIDE * SIDE }, (_, at) => {
      const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
      return Math.sin(x / 2.3 + y / 5) + Math.cos(y / 1.9 - x / 7) > 0 ? 1 : 0;
    });
    const jpeg = await encodeJpeg({ width: SIDE, height: SIDE, labels, colours }, { quality: 95 });
    const model = modelOf(jpeg);
    const swaps = findJointSwaps(model, labels);
    const confidence = confidenceOf(model, swapped(labels, ...swaps));
    expect(swaps.flat().filter((pixel) => confidence[pixel] === CERTAIN)).toEqual([]);
    expect(confidence).toContain(CERTAIN);
  });

  it('are not certain where two other classes have together the chroma of both', async () => {
    // Of one sum by pairs, and nearly as bright one by one.
    const classes: readonly Rgb[] = [
      [192, 0, 0],
      [0, 0, 128],
      [128, 0, 128],
      [64, 0, 0],
    ];
    const labels = Uint8Array.from({ length: SIDE * SIDE }, (_, at) => {
      const [x, y] = [at % SIDE, Math.floor(at / SIDE)];
      if (y >= 24) return x < 16 ? 2 : 3;
      return Math.sin(x / 2.3 + y / 5) + Math.cos(y / 1.9 - x / 7) > 0 ? 1 : 0;
    });
    const jpeg = await encodeJpeg({ width: SIDE, height: SIDE, labels, colours: classes }, { quality: 85 });
    const model = modelOf(jpeg, classes);
    const exchanged = swapsOf(labels).flatMap(([one, other]) => {
      const tried = labels.slice();
      [tried[one], tried[other]] = labels[one] === 0 ? [2, 3] : [3, 2];
      const isMet = isMcuCertified(model, { column: (one % SIDE) >> 4, row: 0 }, tried);
      return isMet ? [{ tried, pixels: [one, other] }] : [];
    });
    expect(exchanged.length).toBeGreaterThan(0);
    for (const { tried, pixels } of exchanged) {
      const confidence = confidenceOf(model, tried);
      expect(pixels.filter((pixel) => confidence[pixel] === CERTAIN)).toEqual([]);
    }
  });

  it.skipIf(!hasCjpeg)('are not certain beside a boundary where a sample stands for two of them', () => {
    const labels = Uint8Array.from({ length: SIDE * SIDE }, (_, at) => (at % SIDE < 6 ? 0 : 1));
    const first = 21 * SIDE + 6;
    labels[first] = 0;
    const mask = { width: SIDE, height: SIDE, labels, colours };
    const confidence = confidenceOf(modelOf(encodeByCjpeg(mask, ['-quality', '75', '-sample', '2x1,1x1,1x1'])), labels);
    expect([...confidence.keys()].filter((pixel) => confidence[pixel] !== CERTAIN)).toEqual([first, first + 1]);
  });
});
