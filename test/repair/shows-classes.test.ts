import { expect, test } from 'vitest';
import type { Raster } from '../../src/shared/mask/raster.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { showsClasses } from '../../src/shared/repair/shows-classes.ts';
import { farColours, paletteOf } from './drawn-mask.ts';

const SIDE = 64;

function picture(colourAt: (x: number, y: number) => Rgb): Raster {
  const samples = new Uint8Array(3 * SIDE ** 2);
  for (let at = 0; at < SIDE ** 2; at++) samples.set(colourAt(at % SIDE, Math.floor(at / SIDE)), 3 * at);
  return { width: SIDE, height: SIDE, channels: 'rgb', bitDepth: 8, samples };
}

/** A class for every other pixel, shaken by up to so many levels: not a flat place anywhere. */
function scattered(colours: readonly Rgb[], levels: number): Raster {
  return picture((x, y) => {
    const [red, green, blue] = colours[(x * 7 + y * 3) % colours.length];
    const shake = ((x * 13 + y * 5) % (2 * levels + 1)) - levels;
    return [red, green, blue].map((value) => Math.min(255, Math.max(0, value + shake))) as unknown as Rgb;
  });
}

const greys: readonly Rgb[] = [0, 60, 120, 180, 240].map((level): Rgb => [level, level, level]);

test('a picture without a flat place shows the classes whose colours its pixels are near', () => {
  expect(showsClasses(scattered(farColours, 10), paletteOf({ colours: farColours }))).toBe(true);
});

test('a picture far from the colours, near one alone, or grey throughout shows none', () => {
  const palette = paletteOf({ colours: farColours });
  expect(showsClasses(scattered(farColours, 90), palette)).toBe(false);
  expect(showsClasses(scattered([[10, 10, 10]], 8), palette)).toBe(false);
  expect(showsClasses(scattered(greys, 10), paletteOf({ colours: greys }))).toBe(false);
});

/** Thin white lines on black whose edges are soft, as a drawing has them that was made smaller. */
function softLines(): Raster {
  return picture((x, y) => {
    const place = (x + 3 * y) % 16;
    const level = place < 2 ? 255 : place === 2 || place === 15 ? 110 : 0;
    return [level, level, level];
  });
}

/** A ramp from dark to bright: between the classes everywhere, and hardly ever beside both. */
function ramp(): Raster {
  return picture((x, y) => {
    const level = Math.round((x + y) * 2);
    return [level, level, level];
  });
}

test('a black and white picture shows its classes where what lies between them are their edges', () => {
  const blackAndWhite = paletteOf({
    colours: [
      [0, 0, 0],
      [255, 255, 255],
    ],
  });
  expect(showsClasses(softLines(), blackAndWhite)).toBe(true);
  expect(showsClasses(ramp(), blackAndWhite)).toBe(false);
});
