import { verdictInWords } from '../../src/shared/strings/in-words.ts';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { CERTAIN } from '../../src/shared/decide/confidence-map.ts';
import { decideByKernel } from '../../src/shared/decide/decide-by-kernel.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import { overshoot } from '../../src/shared/trellis/overshoot.ts';
import { searchTrellis } from '../../src/shared/trellis/search-trellis.ts';
import { trellisEfforts } from '../../src/shared/search/search-preset.ts';
import { TrellisCells } from '../../src/shared/trellis/trellis-cells.ts';
import { decisionInput } from '../kernel/compare-decisions.ts';
import { type DrawnMask, drawMask, farColours, paletteOf, rgbOf } from '../repair/drawn-mask.ts';
import { encodeJpeg, type JpegOptions } from '../repair/encode-jpeg.ts';
import { readModel } from '../resaved/save-twice.ts';

/** Colours that reach the highest sample, of luma and of chroma. */
const brightColours: DrawnMask['colours'] = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 0, 255],
  [255, 255, 255],
];
const masks = [
  { name: 'colours', mask: drawMask(200, 168, 4, farColours) },
  { name: 'bright colours', mask: drawMask(200, 168, 3, brightColours) },
];
const savings = [
  { quality: 90, subsampling: '4:2:0' },
  { quality: 75, subsampling: '4:2:0' },
  { quality: 75, subsampling: '4:4:4' },
] as const;
const cases = masks.flatMap((drawn) => savings.map((saving) => ({ ...drawn, ...saving })));

function encodeByMozjpeg(mask: DrawnMask, { quality, subsampling }: JpegOptions): Promise<Uint8Array> {
  return sharp(rgbOf(mask), { raw: { width: mask.width, height: mask.height, channels: 3 } })
    .jpeg({ quality, chromaSubsampling: subsampling, mozjpeg: true })
    .toBuffer();
}

function repair(jpeg: Uint8Array, mask: DrawnMask) {
  const { image } = readJpeg(jpeg, defaultReadLimits);
  const { labelMap, confidence, verdict } = repairMask({ kind: 'jpeg', image }, { palette: paletteOf(mask) });
  const wrong = [...labelMap.labels.keys()].filter((at) => labelMap.labels[at] !== mask.labels[at]);
  return { wrong: wrong.length, certain: wrong.filter((at) => confidence[at] === CERTAIN).length, verdict };
}

test.each(cases)('mozjpeg may have made what it made: $name, quality $quality, $subsampling', async (saved) => {
  const { model, edges } = readModel(await encodeByMozjpeg(saved.mask, saved), saved.mask);
  const cells = new TrellisCells(model, edges);
  const places = edges.map((mcu) => ({
    column: mcu % model.image.mcusWide,
    row: Math.floor(mcu / model.image.mcusWide),
  }));
  expect(places.length).toBeGreaterThan(50);
  expect(places.filter((place) => !cells.isExplained(place, saved.mask.labels))).toEqual([]);
  // Labels a pixel beside the right ones are no mozjpeg's.
  const moved = Uint8Array.from(saved.mask.labels, (_, at) => saved.mask.labels[Math.max(0, at - 1)]);
  const stillExplained = places.filter((place) => cells.isExplained(place, moved)).length;
  expect(stillExplained / places.length).toBeLessThan(0.25);
});

test.each(cases)('masks saved by mozjpeg come back: $name, quality $quality, $subsampling', async (saved) => {
  const { wrong, certain, verdict } = repair(await encodeByMozjpeg(saved.mask, saved), saved.mask);
  expect(verdictInWords(verdict)).toContain('mozjpeg');
  expect(verdict.kind).toBe('trellis-or-unknown-encoder');
  expect(certain).toBe(0);
  expect(wrong / saved.mask.labels.length).toBeLessThan(0.0005);
});

test('what libjpeg saved is not taken for it', async () => {
  const [{ mask }] = masks;
  const { verdict } = repair(await encodeJpeg(mask, { quality: 75 }), mask);
  expect(verdict.kind).toBe('jpeg-once');
});

test('samples rise only in blocks that reach the highest value in part, and only there', () => {
  const flat = new Int32Array(64).fill(127);
  expect(overshoot(flat, 8)).toBe(false);
  const low = new Int32Array(64).fill(126);
  expect(overshoot(low, 8)).toBe(false);
  const edge = Int32Array.from({ length: 64 }, (_, at) => ((at & 7) < 4 ? 127 : -128));
  const risen = edge.slice();
  expect(overshoot(risen, 8)).toBe(true);
  for (let at = 0; at < 64; at++) {
    if (edge[at] < 127) expect(risen[at]).toBe(edge[at]);
    else expect(risen[at]).toBeGreaterThanOrEqual(127);
  }
  expect(Math.max(...risen)).toBeGreaterThan(127);
  expect(Math.max(...risen)).toBeLessThanOrEqual(127 + 16);
});

describe('what no mozjpeg wrote', () => {
  const [{ mask }] = masks;
  const effort = trellisEfforts.exact;

  async function decide(quality: number) {
    const input = decisionInput(await encodeJpeg(mask, { quality }), paletteOf(mask));
    return { input, decided: decideByKernel(input) };
  }

  test('is left as it was decided', async () => {
    const { input, decided } = await decide(90);
    const before = structuredClone(decided);
    expect(before.certified).toContain(1);
    // No labels explain more than all MCUs.
    expect(searchTrellis(input, decided, { effort, leastShare: 1.01 })).toBeUndefined();
    expect(decided).toEqual(before);
  });

  test('is left when the work is to stop', async () => {
    const { input, decided } = await decide(75);
    let asked = 0;
    const stopping = { ...input, shouldStop: () => ++asked > 40 };
    expect(() => searchTrellis(stopping, decided, { effort, leastShare: 0 })).toThrow('cancel');
    expect(asked).toBeLessThan(60);
  });
});
