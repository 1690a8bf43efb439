import { channelCounts, type Raster } from './raster.ts';

/** Gives, for a pixel, the first after it in row-major order whose colour, grey level or index is another. */
export type RunEnds = (pixel: number) => number;

/** Runs of equal pixels in a raster; alpha does not count. Long runs of bytes are passed over twelve at a time. */
export function runEnds(raster: Raster): RunEnds {
  const { samples, channels, width, height } = raster;
  const count = channelCounts[channels];
  const end = width * height * count;
  const isInWords = samples instanceof Uint8Array && samples.byteOffset % 4 === 0 && (count === 1 || count === 3);
  const words = isInWords ? new Int32Array(samples.buffer, samples.byteOffset, end >> 2) : new Int32Array(0);
  return count < 3 ? endsOfLevels(samples, words, { count, end }) : endsOfColours(samples, words, { count, end });
}

interface Extent {
  /** Samples of a pixel. */
  readonly count: number;
  /** Samples of the raster. */
  readonly end: number;
}

// No part of what follows is shared between the two: they run for every pixel of a data set, and stay twice as fast so.

function endsOfLevels(samples: Raster['samples'], words: Int32Array, { count, end }: Extent): RunEnds {
  return (pixel) => {
    let at = pixel * count;
    const level = samples[at];
    at += count;
    // Twelve bytes are whole pixels and whole words.
    while (at < end && at % 12 !== 0 && samples[at] === level) at += count;
    if (at % 12 === 0) at = passWords(words, at, level * 0x01010101, level * 0x01010101, level * 0x01010101);
    while (at < end && samples[at] === level) at += count;
    return at / count;
  };
}

function endsOfColours(samples: Raster['samples'], words: Int32Array, { count, end }: Extent): RunEnds {
  return (pixel) => {
    let at = pixel * count;
    const red = samples[at];
    const green = samples[at + 1];
    const blue = samples[at + 2];
    at += count;
    while (at < end && at % 12 !== 0) {
      if (samples[at] !== red || samples[at + 1] !== green || samples[at + 2] !== blue) return at / count;
      at += count;
    }
    if (at >= end) return at / count;
    const first = red | (green << 8) | (blue << 16) | (red << 24);
    const second = green | (blue << 8) | (red << 16) | (green << 24);
    at = passWords(words, at, first, second, blue | (red << 8) | (green << 16) | (blue << 24));
    while (at < end && samples[at] === red && samples[at + 1] === green && samples[at + 2] === blue) at += count;
    return at / count;
  };
}

/** The first byte from `at` on, a multiple of 12, at which three words are not there again. */
function passWords(words: Int32Array, at: number, first: number, second: number, third: number): number {
  let word = at >> 2;
  const [a, b, c] = [first | 0, second | 0, third | 0];
  while (words[word] === a && words[word + 1] === b && words[word + 2] === c) word += 3;
  return 4 * word;
}
