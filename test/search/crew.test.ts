import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { repairByCrew } from '../../src/main/workers/repair-by-crew.ts';
import { crewControl, ThreadCrew } from '../../src/main/workers/thread-crew.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import type { MaskContent } from '../../src/shared/repair/mask-content.ts';
import type { MaskRepair } from '../../src/shared/repair/mask-repair.ts';
import { Bands } from '../../src/shared/search/search-crew.ts';
import { LARGE_PIXELS } from '../../src/shared/shared-memory.ts';
import { paletteOf } from '../repair/drawn-mask.ts';

const [width, height] = [6400, 5024];
const palette = paletteOf({
  colours: [
    [0, 0, 0],
    [110, 110, 110],
    [160, 160, 160],
    [255, 255, 255],
  ],
});

/** A large grey mask: a column of discs from top to bottom. */
async function largeMask(isAltered = false): Promise<MaskContent> {
  const grey = Buffer.alloc(width * height);
  for (let y = 0; y < height; y++) {
    const reach = Math.round(Math.sqrt(Math.max(0, 40 ** 2 - ((y % 400) - 50) ** 2)));
    grey.fill([110, 160, 255][Math.floor(y / 400) % 3], y * width + 300 - reach, y * width + 300 + reach);
  }
  const picture = sharp(grey, { raw: { width, height, channels: 1 } }).toColourspace('b-w');
  const once = await picture.jpeg({ quality: isAltered ? 75 : 40 }).toBuffer();
  const jpeg = isAltered ? await sharp(once).toColourspace('b-w').jpeg({ quality: 85 }).toBuffer() : once;
  return { kind: 'jpeg', image: readJpeg(jpeg, defaultReadLimits).image };
}

function bytesOf({ labelMap: { labels } }: MaskRepair): Uint8Array {
  return new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength);
}

/** The repair by so many threads, and how often the first one asked whether to stop: once for each MCU it works on. */
function repairBy(content: MaskContent, threads: number) {
  let questions = 0;
  const shouldStop = (): boolean => {
    questions++;
    return false;
  };
  const stop = new Int32Array(new SharedArrayBuffer(4));
  return { repaired: repairByCrew(content, { palette }, { threads, stop, shouldStop }), questions };
}

function expectSame(actual: MaskRepair, expected: MaskRepair): void {
  expect(actual.certifiedBlocks).toBe(expected.certifiedBlocks);
  expect(actual.changedPixels).toBe(expected.changedPixels);
  expect(actual.alternative).toEqual(expected.alternative);
  expect(Buffer.compare(bytesOf(actual), bytesOf(expected))).toBe(0);
  expect(Buffer.compare(actual.confidence, expected.confidence)).toBe(0);
}

test('a large picture gets the same labels from any number of threads, also where one of them hangs', async () => {
  expect(width * height).toBeGreaterThanOrEqual(LARGE_PIXELS);
  const content = await largeMask();
  const [one, two] = [repairBy(content, 1), repairBy(content, 2)];
  expect(one.repaired.edgeBlocks).toBeGreaterThan(200);
  expectSame(two.repaired, one.repaired);
  expect(two.questions).toBeLessThan(0.9 * one.questions);

  vi.stubEnv('NODE_OPTIONS', `--import ${new URL('helper-that-hangs.js', import.meta.url).href}`);
  vi.stubEnv('MASKMEND_SILENCE_SECONDS', '1');
  const abandoned = repairBy(content, 2);
  vi.unstubAllEnvs();
  expectSame(abandoned.repaired, one.repaired);
  // What was begun together, and then all of it once more.
  expect(abandoned.questions).toBeGreaterThan(1.1 * one.questions);
}, 240_000);

test('so does one that was altered before it was saved, of which labels are searched that come near', async () => {
  const content = await largeMask(true);
  const [one, two] = [repairBy(content, 1), repairBy(content, 2)];
  expect(one.repaired.certifiedBlocks).toBe(0);
  expectSame(two.repaired, one.repaired);
  expect(two.questions).toBeLessThan(0.9 * one.questions);
}, 240_000);

test('every MCU has one thread and one turn, and no two threads are at work beside each other', () => {
  const sizes = fc.record({
    mcusWide: fc.integer({ min: 1, max: 9 }),
    mcusHigh: fc.integer({ min: 1, max: 90 }),
    size: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(sizes, ({ mcusWide, mcusHigh, size }) => {
      const image = { mcusWide, mcusHigh };
      const crew = Array.from({ length: size }, (_, index) => new Bands(image, { index, size }, false));
      const placeOf = (row: number) => {
        const mcu = row * mcusWide + (row % mcusWide);
        const threads = crew.flatMap((bands, index) => (bands.isMine(mcu) ? [index] : []));
        const turns = crew[0].turns.filter((turn) => crew[0].isInTurn(mcu, turn));
        expect([threads.length, turns.length]).toEqual([1, 1]);
        return { thread: threads[0], turn: turns[0] };
      };
      const rows = Array.from({ length: mcusHigh }, (_, row) => placeOf(row));
      for (let row = 1; row < mcusHigh; row++) {
        const [above, below] = [rows[row - 1], rows[row]];
        expect(above.turn !== below.turn || above.thread === below.thread).toBe(true);
      }
    }),
  );
});

test('who waits for a thread that failed, or that shall stop, is told', () => {
  const crewOf = (shouldStop: () => boolean) => {
    const member = { control: crewControl(2), size: 2, shouldStop };
    return [0, 1].map((index) => new ThreadCrew({ ...member, index }, (part) => [part]));
  };
  expect(() => crewOf(() => true)[0].meet(1)).toThrow(expect.objectContaining({ code: 'cancelled' }));
  const [first, second] = crewOf(() => false);
  second.fail();
  expect(() => first.meet(1)).toThrow(expect.objectContaining({ code: 'internal' }));
  expect(second.shouldStop()).toBe(true);
});
