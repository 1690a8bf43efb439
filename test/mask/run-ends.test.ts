import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelCounts, type Raster } from '../../src/shared/mask/raster.ts';
import { runEnds } from '../../src/shared/mask/run-ends.ts';

/** Rasters of few colours, in runs short and long, of which some do not begin at a whole word of their memory. */
const rasters = fc
  .record({
    channels: fc.constantFrom<Raster['channels']>('grey', 'grey-alpha', 'rgb', 'rgba'),
    bitDepth: fc.constantFrom<8 | 16>(8, 16),
    runs: fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.tuple(bit(), bit(), bit(), bit())), { minLength: 1 }),
    offset: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ channels, bitDepth, runs, offset }): Raster => {
    const pixels = runs.flatMap(([length, samples]) => new Array<typeof samples>(length).fill(samples));
    const values = pixels.flatMap((samples) => samples.slice(0, channelCounts[channels]));
    const Samples = bitDepth === 8 ? Uint8Array : Uint16Array;
    const memory = new Samples(offset + values.length + 20);
    memory.set(values, offset);
    const samples = memory.subarray(offset, offset + values.length);
    return { width: pixels.length, height: 1, channels, bitDepth, samples };
  });

function bit(): fc.Arbitrary<number> {
  return fc.constantFrom(0, 200);
}

test('a run ends at the first pixel of another colour, alpha left out of account', () => {
  fc.assert(
    fc.property(rasters, (raster) => {
      const { width, channels, samples } = raster;
      const count = channelCounts[channels];
      const colours = count < 3 ? 1 : 3;
      const colourOf = (pixel: number): string => samples.slice(pixel * count, pixel * count + colours).join();
      const endOf = runEnds(raster);
      for (let pixel = 0; pixel < width; pixel++) {
        let end = pixel + 1;
        while (end < width && colourOf(end) === colourOf(pixel)) end++;
        expect(endOf(pixel)).toBe(end);
      }
    }),
  );
});
