import { channelCounts, type Raster } from './raster.ts';

/** The colour of each pixel, packed as red, green, blue; levels of other depths on the scale 0..255. */
export function rasterColours({ samples, channels, bitDepth, colourTable }: Raster): (pixel: number) => number {
  const count = channelCounts[channels];
  if (channels === 'indexed' && colourTable !== undefined) {
    return (pixel) => {
      const entry = 3 * samples[pixel];
      return (colourTable[entry] << 16) | (colourTable[entry + 1] << 8) | colourTable[entry + 2];
    };
  }
  const scale = 255 / (2 ** bitDepth - 1);
  if (count < 3) return (pixel) => Math.round(samples[pixel * count] * scale) * 0x010101;
  return (pixel) => {
    const at = pixel * count;
    const [red, green, blue] = [samples[at] * scale, samples[at + 1] * scale, samples[at + 2] * scale];
    return (Math.round(red) << 16) | (Math.round(green) << 8) | Math.round(blue);
  };
}
