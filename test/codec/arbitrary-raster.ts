import fc from 'fast-check';
import { channelCounts, type Raster } from '../../src/shared/mask/raster.ts';

const kinds: readonly (readonly [Raster['channels'], Raster['bitDepth']])[] = [
  ['indexed', 1],
  ['indexed', 2],
  ['indexed', 4],
  ['indexed', 8],
  ['grey', 1],
  ['grey', 2],
  ['grey', 4],
  ['grey', 8],
  ['grey', 16],
  ['grey-alpha', 8],
  ['grey-alpha', 16],
  ['rgb', 8],
  ['rgb', 16],
  ['rgba', 8],
  ['rgba', 16],
];

/** Every kind of raster that a PNG can hold, 1 x 1 to 70 x 70, from plain areas to noise. */
export const arbitraryRaster: fc.Arbitrary<Raster> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    width: fc.integer({ min: 1, max: 70 }),
    height: fc.integer({ min: 1, max: 70 }),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    runLength: fc.constantFrom(1, 3, 50),
    hasAlphaTable: fc.boolean(),
  })
  .map(({ kind: [channels, bitDepth], width, height, seed, runLength, hasAlphaTable }) => {
    const random = xorshift(seed);
    const samples = makeSamples(width * height * channelCounts[channels], bitDepth, () =>
      random() % runLength === 0 ? random() : undefined,
    );
    if (channels !== 'indexed') return { width, height, channels, bitDepth, samples };
    const colours = Math.max(...samples) + 1;
    const colourTable = Uint8Array.from({ length: 3 * colours }, () => random() & 255);
    const alphaTable = hasAlphaTable
      ? { alphaTable: Uint8Array.from({ length: 1 + (random() % colours) }, random) }
      : {};
    return { width, height, channels, bitDepth, samples, colourTable, ...alphaTable };
  });

/** Goes on with the last value where there is no next one. */
function makeSamples(count: number, bitDepth: Raster['bitDepth'], next: () => number | undefined): Raster['samples'] {
  const samples = bitDepth === 16 ? new Uint16Array(count) : new Uint8Array(count);
  let value = 0;
  for (let i = 0; i < count; i++) {
    value = next() ?? value;
    samples[i] = value & (2 ** bitDepth - 1);
  }
  return samples;
}

/** G. Marsaglia, "Xorshift RNGs" (2003): numbers 0..2^31-1. */
export function xorshift(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 1;
  };
}
