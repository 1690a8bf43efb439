import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { rgbToYcbcr } from '../../src/shared/jpeg/ycbcr.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';

const corners = Array.from({ length: 8 }, (_, bits): Rgb => [
  bits & 1 ? 255 : 0,
  bits & 2 ? 255 : 0,
  bits & 4 ? 255 : 0,
]);

/** Colours of which one of the three sums lies exactly between two levels, or next above. */
const halfway: readonly Rgb[] = [0, 1].flatMap((above) => coloursBetweenLevels(above));

function coloursBetweenLevels(above: number): Rgb[] {
  const factors = [
    [19595, 38470, 7471],
    [-11059, -21709, 32768],
    [32768, -27439, -5329],
  ];
  return factors.flatMap(([red, green, blue]) => {
    for (let packed = 0; packed < 2 ** 24; packed++) {
      const rgb: Rgb = [packed >> 16, (packed >> 8) & 255, packed & 255];
      const sum = red * rgb[0] + green * rgb[1] + blue * rgb[2];
      if ((sum & 0xffff) === 0x8000 + above && rgb[0] * rgb[1] > 0) return [rgb];
    }
    return [];
  });
}

function randomColours(count: number): Rgb[] {
  let state = 9;
  const level = () => {
    state = (Math.imul(state, 1103515245) + 12345) | 0;
    return (state >>> 16) & 255;
  };
  return Array.from({ length: count }, (): Rgb => [level(), level(), level()]);
}

test('colours are converted as libjpeg converts them: corners, a thousand at random, those between two levels', async () => {
  const colours = [...corners, [128, 128, 128] as const, ...halfway, ...randomColours(1015 - halfway.length)];
  const width = 256;
  const height = (colours.length / 32) * 8;
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const block = Math.floor(pixel / (width * 8)) * 32 + Math.floor((pixel % width) / 8);
    rgb.set(colours[block], pixel * 3);
  }
  const jpeg = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();
  const { components } = readJpeg(jpeg, defaultReadLimits).image;
  // With steps of 1 the DC of a flat block is eight times its level.
  colours.forEach((colour, block) => {
    const levels = components.map(({ dc }) => dc[block] / 8 + 128);
    expect(levels, colour.join()).toEqual(rgbToYcbcr(colour));
  });
});
