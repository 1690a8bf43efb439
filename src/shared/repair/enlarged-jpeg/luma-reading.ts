import type { ForwardModel } from '../../forward/forward-model.ts';
import { sampleVariance } from '../../forward/sample-planes.ts';
import { SampleRows } from '../../jpeg/sample-rows.ts';
import type { BlendReading } from '../raster/enlargement/find-crossings.ts';
import type { Accuracy } from '../raster/enlargement/find-enlargements.ts';

/** Standard deviations of a sample that nothing else explains. */
const DEVIATIONS = 2;
/** No pixel of a JPEG is nearer to what it was than so many levels. */
const LEAST = 1.5;

/** What was saved agrees less with the grid of its mask: 0.25 and more. */
const AGREEMENT = 0.2;

/** The first component of a JPEG as it tells where classes meet. */
export interface LumaReading extends BlendReading {
  readonly accuracy: Accuracy;
}

/** Reads a JPEG's luma: a pixel shows a class where it has its luma, and so have the four beside it. */
export function readLuma(model: ForwardModel): LumaReading {
  const [part] = model.components;
  const { width, height } = model.image;
  const rounding = Math.max(LEAST, DEVIATIONS * Math.sqrt(sampleVariance(part)) - 1);
  const luma = decodeLuma(model);
  const levels = [...new Set(part.codes)];
  const nearest = Int16Array.from({ length: 256 }, (_, level) => nearestTo(level, levels, rounding));
  const classTriples = levels.map((level) => [level, level, level] as const);
  const shows = (pixel: number): number => nearest[Math.min(255, Math.max(0, luma[pixel]))];
  return {
    accuracy: { rounding, agreement: AGREEMENT },
    classTriples,
    tripleAt: (pixel, out) => out.fill(luma[pixel]),
    exactClassAt: (pixel) => {
      const position = shows(pixel);
      const x = pixel % width;
      if (position < 0 || x === 0 || x === width - 1) return position;
      if (shows(pixel - 1) !== position || shows(pixel + 1) !== position) return -1;
      const above = pixel >= width ? shows(pixel - width) : position;
      const below = pixel < (height - 1) * width ? shows(pixel + width) : position;
      return above === position && below === position ? position : -1;
    },
  };
}

function nearestTo(level: number, levels: readonly number[], rounding: number): number {
  const position = levels.reduce(
    (best, own, at) => (Math.abs(own - level) < Math.abs(levels[best] - level) ? at : best),
    0,
  );
  return Math.abs(levels[position] - level) <= rounding ? position : -1;
}

function decodeLuma({ components, image }: ForwardModel): Int16Array {
  const { width, height } = image;
  const rows = new SampleRows(image, components[0].component);
  const luma = new Int16Array(width * height);
  for (let y = 0; y < height; y++) {
    const samples = rows.mcuRow(Math.floor(y / rows.rowsPerMcu));
    const from = rows.offsetOf(y);
    luma.set(samples.subarray(from, from + width), y * width);
  }
  return luma;
}
