import type { TruthMask } from '../accuracy/truth-mask.ts';

export const MASK_WIDTH = 1632;
export const MASK_HEIGHT = 1224;
const MASK_PIXELS = MASK_WIDTH * MASK_HEIGHT;

/** The mask repeated until it fills 2 megapixels, every second copy mirrored, so that no seam shows. */
export function tileToMegapixels(source: TruthMask, { scale, shift }: { scale: number; shift: number }): TruthMask {
  return resample(source, { width: MASK_WIDTH, height: MASK_HEIGHT }, (x, y) => [
    mirrored(Math.floor(x / scale) + shift, source.width),
    mirrored(Math.floor(y / scale) + shift, source.height),
  ]);
}

/** The middle of a mask larger than 2 megapixels on both sides; others as they are. */
export function cropToMegapixels(source: TruthMask): TruthMask {
  if (source.width < MASK_WIDTH || source.height < MASK_HEIGHT) return source;
  const [left, top] = [(source.width - MASK_WIDTH) >> 1, (source.height - MASK_HEIGHT) >> 1];
  return resample(source, { width: MASK_WIDTH, height: MASK_HEIGHT }, (x, y) => [left + x, top + y]);
}

/** The top left 16 x 16 pixels. */
export function cropToCorner(source: TruthMask): TruthMask {
  return resample(source, { width: Math.min(16, source.width), height: Math.min(16, source.height) }, (x, y) => [x, y]);
}

/** A smaller mask enlarged to 2 megapixels by its nearest pixels, in its own proportions. */
export function enlargeToMegapixels(source: TruthMask): TruthMask {
  const factor = Math.sqrt(MASK_PIXELS / (source.width * source.height));
  if (factor <= 1) return source;
  const size = { width: Math.round(source.width * factor), height: Math.round(source.height * factor) };
  return resample(source, size, (x, y) => [
    Math.floor(((x + 0.5) * source.width) / size.width),
    Math.floor(((y + 0.5) * source.height) / size.height),
  ]);
}

function resample(
  source: TruthMask,
  { width, height }: { width: number; height: number },
  place: (x: number, y: number) => readonly [number, number],
): TruthMask {
  const columns = Array.from({ length: width }, (_, x) => place(x, 0)[0]);
  const labels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = place(0, y)[1] * source.width;
    for (let x = 0; x < width; x++) labels[y * width + x] = source.labels[row + columns[x]];
  }
  return { ...source, width, height, labels };
}

function mirrored(at: number, length: number): number {
  const folded = at % (2 * length);
  return folded < length ? folded : 2 * length - 1 - folded;
}
