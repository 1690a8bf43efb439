import { expect } from 'vitest';
import { type ClassStyle, classStyles, type ViewLook, viewModes } from '../../../src/renderer/viewer/look.ts';
import type { StageOptions } from './viewer-page.ts';
import { prepareViewerTests, viewerTest } from './viewer-test.ts';

prepareViewerTests();

type Case = Omit<StageOptions, 'renderer'>;

const mask = { width: 150, height: 90, slots: [0, 1, 2, 3, 7, 200, 255] };
const plain: Case = { mask, tileSide: 32, camera: { centreX: 75, centreY: 45, scale: 3 } };

viewerTest(
  'at three screen pixels per mask pixel every pixel has its class colour, at tile seams too',
  async (page) => {
    const wrong = await page.evaluate(async (options) => {
      const { openStage, settle, readPicture, colourOf } = viewerTools;
      const stage = openStage({ ...options, renderer: 'webgl', look: { background: 0x123456 } });
      await settle(stage);
      const words = new Uint32Array(readPicture(stage).buffer);
      const { width, height, labels } = stage.mask;
      // The middle of the mask is the middle of the view of 220 x 160.
      const [left, top] = [110 - 75 * 3, 80 - 45 * 3];
      return words.reduce((sum, word, at) => {
        const x = Math.floor(((at % 220) - left) / 3);
        const y = Math.floor((Math.floor(at / 220) - top) / 3);
        const isInside = x >= 0 && y >= 0 && x < width && y < height;
        const slot = labels[y * width + x] ?? 0;
        const colour = isInside ? colourOf(slot) : 0x123456;
        const wanted = ((colour >> 16) | (colour & 0xff00) | ((colour & 255) << 16) | 0xff000000) >>> 0;
        return sum + (word === wanted ? 0 : 1);
      }, 0);
    }, plain);
    expect(wrong).toBe(0);
  },
);

const styles = {
  fill: { showsPatterns: true, showsLocks: true },
  outline: {},
  both: { fillOpacity: 0.4, showsPhoto: true, photoOpacity: 0.7 },
} satisfies Record<ClassStyle, Partial<ViewLook>>;

const looks: readonly (readonly [string, Partial<ViewLook>])[] = [
  ...classStyles.map((style) => [`classes drawn as ${style}`, { style, ...styles[style] }] as const),
  // What blinks is one of the two others, in turn.
  ...viewModes.filter((mode) => mode !== 'blink').map((mode) => [`the mode ${mode}`, { mode, wipeAt: 0.4 }] as const),
  ['an original nine times as bright', { mode: 'original', originalGain: 9 }],
];

for (const [name, look] of looks) {
  viewerTest(`WebGL2 and Canvas2D agree on every pixel at every zoom: ${name}`, async (page) => {
    for (const scale of [17, 1.37, 1, 0.31]) {
      const camera = { centreX: 70.3, centreY: 41.9, scale };
      const { other, colours } = await page.evaluate((options) => viewerTools.compareRenderers(options), {
        ...plain,
        camera,
        look,
      });
      expect({ scale, other }).toEqual({ scale, other: 0 });
      expect(colours).toBeGreaterThan(2);
    }
  });
}

viewerTest('slots of 16 bits, far apart and unassigned, are drawn as those of 8', async (page) => {
  const wide = { ...mask, slots: [0, 255, 256, 300, 40_000, 65_534, 65_535], isWide: true };
  const options = { ...plain, mask: wide, look: { showsPatterns: true, style: 'both' as const } };
  const { other, colours } = await page.evaluate((request) => viewerTools.compareRenderers(request), options);
  expect(other).toBe(0);
  expect(colours).toBeGreaterThan(8);
});

viewerTest(
  'on a screen of two pixels per CSS pixel, a mask pixel at actual size is one of them',
  async (page) => {
    const measured = await page.evaluate(async (options) => {
      const { openStage, settle, readPicture, colourOf } = viewerTools;
      const stage = openStage({ ...options, renderer: 'webgl' });
      stage.viewer.actualSize();
      await settle(stage);
      const words = new Uint32Array(readPicture(stage).buffer);
      const { scale } = stage.viewer.camera();
      const { width } = stage.viewer.viewSize();
      const slot = stage.mask.labels[45 * 150 + 75] ?? 0;
      const pixel = words[160 * width + width / 2] ?? 0;
      const colour = ((pixel & 255) << 16) | (pixel & 0xff00) | ((pixel >> 16) & 255);
      return { width, scale, isRight: colour === colourOf(slot) };
    }, plain);
    expect(measured).toEqual({ width: 440, scale: 1, isRight: true });
  },
  { deviceScaleFactor: 2 },
);
