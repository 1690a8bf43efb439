import type { Raster } from '../mask/raster.ts';
import { PixelDecoder } from './decode-pixels.ts';
import type { JpegImage } from './jpeg-image.ts';

/** The pixels of a JPEG as other programs decode them: 8-bit grey for one component, else RGB. */
export function toRaster(image: JpegImage): Raster {
  const { width, height } = image;
  const decoder = new PixelDecoder(image);
  const channels = image.colourModel === 'grey' ? 'grey' : 'rgb';
  const count = channels === 'grey' ? 1 : 3;
  const samples = new Uint8Array(width * height * count);
  const row = new Uint32Array(width + 8);
  for (let y = 0, at = 0; y < height; y++) {
    decoder.decodeSpan({ y, from: 0, to: width }, row);
    for (let x = 0; x < width; x++) {
      for (let shift = count === 1 ? 0 : 16; shift >= 0; shift -= 8) samples[at++] = (row[x] >> shift) & 255;
    }
  }
  return { width, height, channels, bitDepth: 8, samples };
}
