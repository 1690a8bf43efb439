import sharp from 'sharp';
import { expect, test } from 'vitest';
import { PixelDecoder } from '../../src/shared/jpeg/decode-pixels.ts';
import { cropMcus } from '../../src/shared/jpeg/crop-mcus.ts';
import type { JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';

/** Samples of a component, row by row, as far as they lie in the picture. */
function samplesOf(image: JpegImage, index: number): number[][] {
  const rows = new PixelDecoder(image).sampleRows[index];
  const wide = Math.ceil((image.width * rows.component.horizontalSampling) / image.maxHorizontalSampling);
  const high = Math.ceil((image.height * rows.component.verticalSampling) / image.maxVerticalSampling);
  return Array.from({ length: high }, (_, y) => {
    const samples = rows.mcuRow(Math.floor(y / rows.rowsPerMcu));
    return Array.from(samples.subarray(rows.offsetOf(y), rows.offsetOf(y) + wide));
  });
}

test.each(['4:2:0', '4:4:4'])('some MCUs of a picture hold its samples there (%s)', async (chromaSubsampling) => {
  const [width, height] = [103, 75];
  const noise = Uint8Array.from({ length: 3 * width * height }, (_, at) => (at * 7919 + ((at * at) >> 5)) & 255);
  const jpeg = await sharp(noise, { raw: { width, height, channels: 3 } })
    .jpeg({ chromaSubsampling })
    .toBuffer();
  const { image } = readJpeg(jpeg, defaultReadLimits);
  const area = { column: 2, row: 1, wide: image.mcusWide - 2, high: image.mcusHigh - 1 };
  const part = cropMcus(image, area);
  const [left, top] = [16 * image.maxHorizontalSampling, 8 * image.maxVerticalSampling];
  expect([part.width, part.height]).toEqual([width - left, height - top]);
  image.components.forEach((component, index) => {
    const [x, y] = [8 * 2 * component.horizontalSampling, 8 * component.verticalSampling];
    const whole = samplesOf(image, index).slice(y);
    expect(samplesOf(part, index)).toEqual(whole.map((row) => row.slice(x)));
  });
});
