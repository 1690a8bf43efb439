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
  const colours = count < 3 ? 1 : 3;
  return (pixel) => {
    const first = pixel * count;
    const [red, green, blue] = [samples[first], samples[first + 1], samples[first + 2]];
    const isEqual = (at: number): boolean =>
      samples[at] === red && (colours === 1 || (samples[at + 1] === green && samples[at + 2] === blue));
    let at = first + count;
    // Twelve bytes are whole pixels and whole words, both of one byte a pixel and of three.
    while (at < end && at % 12 !== 0 && isEqual(at)) at += count;
    if (at % 12 === 0) at = passWords(words, at, colours === 1 ? [red, red, red] : [red, green, blue]);
    while (at < end && isEqual(at)) at += count;
    return at / count;
  };
}

/** The first byte from `at` on, a multiple of 12, at which the three bytes are not there four times. */
function passWords(words: Int32Array, at: number, [a, b, c]: readonly [number, number, number]): number {
  const first = a | (b << 8) | (c << 16) | (a << 24);
  const second = b | (c << 8) | (a << 16) | (b << 24);
  const third = c | (a << 8) | (b << 16) | (c << 24);
  let word = at >> 2;
  while (words[word] === first && words[word + 1] === second && words[word + 2] === third) word += 3;
  return 4 * word;
}
