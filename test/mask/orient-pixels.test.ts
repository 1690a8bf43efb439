import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { orientPixels } from '../../src/shared/mask/orient-pixels.ts';

const plane = { width: 5, height: 3, values: Uint8Array.from({ length: 15 }, (_, at) => at * 10) };

describe('turning pixels upright', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('does for orientation %i what other programs do', async (orientation) => {
    const tagged = await sharp(plane.values, { raw: { width: 5, height: 3, channels: 1 } })
      .withMetadata({ orientation })
      .png()
      .toBuffer();
    const { data, info } = await sharp(tagged).rotate().extractChannel(0).raw().toBuffer({ resolveWithObject: true });
    const turned = orientPixels(plane, orientation);
    expect([turned.width, turned.height]).toEqual([info.width, info.height]);
    expect([...turned.values]).toEqual([...data]);
  });
});
