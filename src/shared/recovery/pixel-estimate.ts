import type { SeenPicture } from './seen-picture.ts';

/** A decoder's samples over a pixel: luma before it was cut to 0..255, chroma as it was up-sampled. */
export interface PredictedPixel {
  readonly luma: number;
  readonly blue: number;
  readonly red: number;
}

/** Colour conversion leaves Y of black and white off by so much. */
const CUT_LEVELS = 0.7;

/**
 * What the decoder had for a pixel before it cut and rounded: from the picture's own levels, and where those are 0 or
 * 255 from the prediction, as far as that lies beyond. Writes Y, Cb, Cr to `out`; grey pictures have Y alone.
 */
export function estimatePixel(
  { channels, samples }: SeenPicture,
  pixel: number,
  predicted: PredictedPixel,
  out: Float64Array,
): void {
  if (channels === 1) {
    out[0] = uncut(samples[pixel], predicted.luma);
    return;
  }
  const luma = Math.min(255, Math.max(0, predicted.luma));
  const red = uncut(samples[pixel * 3], luma + 1.402 * (predicted.red - 128));
  const green = uncut(
    samples[pixel * 3 + 1],
    luma - 0.344136 * (predicted.blue - 128) - 0.714136 * (predicted.red - 128),
  );
  const blue = uncut(samples[pixel * 3 + 2], luma + 1.772 * (predicted.blue - 128));
  const found = 0.299 * red + 0.587 * green + 0.114 * blue;
  out[0] = uncutSample(found, predicted.luma);
  out[1] = (blue - found) / 1.772 + 128;
  out[2] = (red - found) / 1.402 + 128;
}

function uncut(level: number, predicted: number): number {
  if (level === 0) return Math.min(0, predicted);
  return level === 255 ? Math.max(255, predicted) : level;
}

/** A sample that was cut to 0..255 before it took part in anything else. */
export function uncutSample(found: number, predicted: number): number {
  if (found <= CUT_LEVELS && predicted < 0) return predicted;
  return found >= 255 - CUT_LEVELS && predicted > 255 ? predicted : found;
}
