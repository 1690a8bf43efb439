import type { Rgb } from '../../src/shared/model/palette.ts';
import type { TruthMask } from './truth-mask.ts';

/** The last two are those of lines. */
export const lineColours: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 0],
  [255, 255, 100],
  [40, 160, 230],
];

/** Two areas, and lines of two and of three pixels, each in a colour of its own, that fill no block. */
export function drawThinLines(seed: number, colours: readonly Rgb[] = lineColours): TruthMask {
  const [width, height] = [272, 208];
  const labels = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    if (Math.abs(y - 0.37 * x - 60 - 9 * Math.sin((x + seed) / 13)) < 1.2) return 2;
    if (Math.abs(x - 0.2 * y - 50 - 7 * seed) < 1.6) return 3;
    return Math.hypot(x - 170 + 4 * seed, y - 80) < 50 ? 1 : 0;
  });
  return { dataset: 'drawn', name: `lines ${seed}`, width, height, labels, colours };
}
