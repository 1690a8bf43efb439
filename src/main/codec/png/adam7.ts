import type { Raster } from '../../../shared/mask/raster.ts';

/** A pass of an interlaced PNG: its pixels stand at (left + i * stepX, top + j * stepY). */
interface Pass {
  readonly left: number;
  readonly top: number;
  readonly stepX: number;
  readonly stepY: number;
}

/** PNG (third edition) 8.1. */
const passes: readonly Pass[] = [
  { left: 0, top: 0, stepX: 8, stepY: 8 },
  { left: 4, top: 0, stepX: 8, stepY: 8 },
  { left: 0, top: 4, stepX: 4, stepY: 8 },
  { left: 2, top: 0, stepX: 4, stepY: 4 },
  { left: 0, top: 2, stepX: 2, stepY: 4 },
  { left: 1, top: 0, stepX: 2, stepY: 2 },
  { left: 0, top: 1, stepX: 1, stepY: 2 },
];

/** A pass with its size in a certain picture, in pixels, at least 1 x 1. */
export interface SizedPass extends Pass {
  readonly width: number;
  readonly height: number;
}

/** The passes that hold pixels in a picture of this size, in the order of the file. */
export function adam7Passes(width: number, height: number): readonly SizedPass[] {
  return passes
    .map((pass) => ({
      ...pass,
      width: Math.ceil((width - pass.left) / pass.stepX),
      height: Math.ceil((height - pass.top) / pass.stepY),
    }))
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

/** The picture into which passes are laid; `samples` as in a Raster. */
export interface PassTarget {
  readonly samples: Raster['samples'];
  readonly width: number;
  readonly channelCount: number;
}

/** Lays the samples of a pass where they belong in the picture. */
export function layPass(pass: SizedPass, samples: Raster['samples'], picture: PassTarget): void {
  const { channelCount } = picture;
  const step = pass.stepX * channelCount;
  for (let y = 0, source = 0; y < pass.height; y++) {
    let target = ((pass.top + y * pass.stepY) * picture.width + pass.left) * channelCount;
    for (let x = 0; x < pass.width; x++, target += step) {
      for (let c = 0; c < channelCount; c++) picture.samples[target + c] = samples[source++];
    }
  }
}
