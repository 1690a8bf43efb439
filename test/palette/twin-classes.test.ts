import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { telling } from '../../src/shared/decide/fit-open-colours.ts';
import { inferClasses } from '../../src/shared/palette/infer-palette.ts';
import { tellingFiles } from '../../src/shared/palette/open-colours.ts';
import { gatherEvidence } from '../../src/shared/repair/gather-evidence.ts';
import { lookAgain } from '../../src/shared/repair/look-again.ts';
import { drawOddMask } from '../accuracy/odd-colours.ts';

/** Of a colour picker: what an earlier saving leaves of them lies beside them. */
const picked: readonly Rgb[] = [
  [0, 0, 0],
  [132, 41, 246],
  [110, 193, 228],
  [254, 221, 58],
];

/** Saved once at each of the qualities, one after the other. */
async function save(seed: number, colours: readonly Rgb[], qualities: readonly number[]): Promise<JpegImage> {
  const { width, height, labels } = drawOddMask(seed);
  const pixels = Uint8Array.from({ length: 3 * labels.length }, (_, at) => colours[labels[Math.floor(at / 3)]][at % 3]);
  let file = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  for (const quality of qualities) file = await sharp(file).jpeg({ quality }).toBuffer();
  return readJpeg(file, defaultReadLimits).image;
}

interface Found {
  readonly before: number;
  readonly after: number;
}

function countClasses(images: readonly JpegImage[]): Found {
  const evidence = images.map((image) => gatherEvidence({ kind: 'jpeg', image }));
  const inferred = inferClasses(evidence);
  const areas = tellingFiles(evidence, inferred).map((place) => telling(images[place], inferred.open));
  const seen = lookAgain(areas, inferred, () => false);
  return {
    before: inferred.palette.classes.length,
    after: inferClasses(evidence, seen).palette.classes.length,
  };
}

describe('classes beside each other that no file shows together', () => {
  it('are one where files were saved before', async () => {
    const histories = [[90], [50, 90], [75, 90], [85, 80], [60, 95]];
    const images = await Promise.all(histories.map((qualities, seed) => save(seed + 1, picked, qualities)));
    const { before, after } = countClasses(images);
    expect(before).toBeGreaterThan(picked.length);
    expect(after).toBe(picked.length);
  });

  it('are two where files that show them were saved once', async () => {
    const others = picked.map(([red, green, blue]): Rgb => [red + 1, green === 0 ? 2 : green - 2, blue]);
    const images = await Promise.all([save(1, picked, [92]), save(2, others, [92])]);
    expect(countClasses(images)).toEqual({ before: 2 * picked.length, after: 2 * picked.length });
  });
});
