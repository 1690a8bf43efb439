import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { assessContent, isAssessedMask } from '../../src/shared/repair/assess-content.ts';
import type { ColourWitness } from '../../src/shared/palette/file-evidence.ts';
import { gatherEvidence } from '../../src/shared/repair/gather-evidence.ts';
import { areShades, isMaskEvidence } from '../../src/shared/repair/is-mask.ts';
import type { MaskContent } from '../../src/shared/repair/mask-content.ts';
import { damageMask } from '../accuracy/damage-mask.ts';
import { drawOddMask } from '../accuracy/odd-colours.ts';
import { openDataFolder } from '../accuracy/open-data.ts';
import type { DrawnMask } from './drawn-mask.ts';
import { encodeByCjpeg, encodeJpeg, hasCjpeg } from './encode-jpeg.ts';

const [width, height] = [203, 157];

const colours = [
  [0, 0, 0],
  [128, 0, 0],
  [0, 128, 0],
  [128, 128, 0],
  [0, 0, 128],
] as const;

/** A disc, a box, a triangle and a thin line: in blocks of 32 x 16 little of it is flat. */
function drawScene(): DrawnMask {
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    if (x >= 60 && x <= 90 && y >= 60 && y <= 100) return 4;
    if (Math.abs(150 - (x * 130) / 202 - y) < 2.5) return 3;
    if (y > 10 + (x - 120) * 0.67 && x > 120 + (y - 10) / 13 && y < 140 - (x - 130) * 1.23) return 2;
    return Math.hypot((x - 65) / 45, (y - 70) / 50) < 1 ? 1 : 0;
  });
  return { width, height, labels, colours };
}

const assess = (content: MaskContent) => {
  const evidence = gatherEvidence(content);
  const { verdict } = assessContent(content, evidence);
  return { isFlat: isMaskEvidence(content, evidence), isMask: isAssessedMask(content, evidence, verdict), verdict };
};

test.skipIf(!hasCjpeg)('a JPEG that labels reproduce is a mask, also where its blocks are too large to be flat', () => {
  const bytes = encodeByCjpeg(drawScene(), ['-quality', '85', '-sample', '4x2']);
  const { isFlat, isMask, verdict } = assess({ kind: 'jpeg', image: readJpeg(bytes, defaultReadLimits).image });
  expect({ isFlat, isMask, kind: verdict.kind }).toEqual({ isFlat: false, isMask: true, kind: 'jpeg-once' });
});

test('a photo is none', async () => {
  let state = 1;
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.min(255, Math.floor((at % width) / 2 + 60 * Math.sin(at / width / 9) + 60 + (state >>> 27)));
  });
  const levels = Array.from({ length: 256 }, (_, level) => [level, 255 - level, (level * 3) % 256] as const);
  const bytes = await encodeJpeg({ width, height, labels, colours: levels }, { quality: 90 });
  expect(assess({ kind: 'jpeg', image: readJpeg(bytes, defaultReadLimits).image }).isMask).toBe(false);
});

test.each([1, 2])(
  'coarsely saved colours that flat areas leave open are no sign of another history (mask %i)',
  async (seed) => {
    const { jpeg } = await damageMask(drawOddMask(seed), { quality: 50, subsampling: '4:4:4' });
    const { verdict } = assess({ kind: 'jpeg', image: readJpeg(jpeg, defaultReadLimits).image });
    expect(verdict.kind).toBe('jpeg-once');
    expect(verdict.confidence).toBeGreaterThan(0.7);
  },
);

describe('flat areas of colours next to each other', () => {
  const areas = (levels: readonly number[]) =>
    levels.map((level): ColourWitness => {
      return { low: [level - 1, 0, 0], high: [level + 1, 0, 0], pixels: 640 - level, areas: 1 };
    });

  test.each([
    ['are the shades of a photo', [100, 105, 110, 115, 120, 125], true],
    ['are no shades where they are far apart', [0, 51, 102, 153, 204, 255], false],
    ['are class numbers where none is large', [0, 1, 2, 3, 4, 5, 6, 7], false],
    ['are no shades where there are two or three', [100, 105, 110], false],
  ] as const)('%s', (_, levels, expected) => {
    expect(areShades(areas(levels))).toBe(expected);
  });
});

test('class numbers saved as levels are a mask, however near they lie to each other', async () => {
  const scene = drawScene();
  const numbers = Array.from({ length: 5 }, (_, level) => [level, level, level] as const);
  const bytes = await encodeJpeg({ ...scene, colours: numbers }, { quality: 95, subsampling: '4:4:4' });
  expect(assess({ kind: 'jpeg', image: readJpeg(bytes, defaultReadLimits).image }).isMask).toBe(true);
});

test('a small picture with a washed-out ground is no mask', () => {
  const samples = new Uint8Array(120 * 120 * 3).fill(250);
  let state = 3;
  for (let y = 20; y < 100; y++) {
    for (let at = (y * 120 + 20) * 3; at < (y * 120 + 100) * 3; at++) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      samples[at] = 90 + y + (state >>> 27);
    }
  }
  const raster = { width: 120, height: 120, channels: 'rgb', bitDepth: 8, samples } as const;
  expect(assess({ kind: 'raster', raster, isLossless: true }).isMask).toBe(false);
});

const dataFolder = openDataFolder();

test.skipIf(dataFolder === undefined)(
  'a photo is not said to be an altered mask, though its shades come near to it',
  () => {
    const bytes = readFileSync(join(dataFolder ?? '', 'clean/rice_root/photos/GW1_4_2.jpg'));
    expect(assess({ kind: 'jpeg', image: readJpeg(bytes, defaultReadLimits).image }).verdict.kind).toBe('not-a-mask');
  },
);
