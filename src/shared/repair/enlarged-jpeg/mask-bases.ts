import { type Axis, forwardTaps } from '../raster/enlargement/axis.ts';
import type { Resampler } from '../raster/enlargement/resamplers.ts';

/** What one pixel of the mask adds to the blocks of a component along one axis, as the DCT of each of them. */
export interface Basis {
  /** First block of the component along the axis. */
  readonly first: number;
  /** 8 a block. */
  readonly coefficients: Float64Array;
}

/** The orthonormal DCT of 8 samples: `frequency * 8 + position`. */
const cosines = Float64Array.from({ length: 64 }, (_, at) => {
  const frequency = at >> 3;
  return (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * (at & 7) + 1) * frequency * Math.PI) / 16);
});

/** The DCT of one sample of 8, by its position. */
export const unitBases: readonly Float64Array[] = Array.from({ length: 8 }, (_, position) =>
  Float64Array.from({ length: 8 }, (__, frequency) => cosines[frequency * 8 + position]),
);

/** The samples of a component along one axis: so many pixels each, those of the picture, and blocks. */
interface PartAxis {
  readonly ratio: number;
  readonly samples: number;
  readonly blocks: number;
}

/** The bases of all pixels of the mask along one axis, worked out when the first is asked for. */
export class MaskBases {
  private bases: readonly Basis[] | undefined;
  private readonly axis: Axis;
  private readonly resampler: Pick<Resampler, 'kernel' | 'edges'>;
  private readonly part: PartAxis;

  constructor(axis: Axis, resampler: Pick<Resampler, 'kernel' | 'edges'>, part: PartAxis) {
    this.axis = axis;
    this.resampler = resampler;
    this.part = part;
  }

  at(pixel: number): Basis {
    this.bases ??= basesOf(this.axis, this.resampler, this.part);
    return this.bases[pixel];
  }
}

function basesOf(axis: Axis, resampler: Pick<Resampler, 'kernel' | 'edges'>, part: PartAxis): Basis[] {
  const { ratio, samples, blocks } = part;
  const found: { first: number; sums: Float64Array }[] = [];
  for (let sample = 0; sample < 8 * blocks; sample++) {
    const inside = Math.min(sample, samples - 1);
    for (let i = 0; i < ratio; i++) {
      const pixel = Math.min(axis.after - 1, (ratio === 1 ? inside : inside * ratio) + i);
      const { first, weights } = forwardTaps(pixel, axis, resampler);
      for (let tap = 0; tap < weights.length; tap++) add(found, first + tap, sample, weights[tap] / ratio);
    }
  }
  return Array.from({ length: axis.before }, (_, at) => transformed(found[at]));
}

function add(found: { first: number; sums: Float64Array }[], at: number, sample: number, weight: number): void {
  const block = sample >> 3;
  const own = (found[at] ??= { first: block, sums: new Float64Array(8) });
  if (8 * (block + 1 - own.first) > own.sums.length) {
    const longer = new Float64Array(8 * (block + 1 - own.first));
    longer.set(own.sums);
    own.sums = longer;
  }
  own.sums[sample - 8 * own.first] += weight;
}

function transformed(own: { readonly first: number; readonly sums: Float64Array } | undefined): Basis {
  if (own === undefined) return { first: 0, coefficients: new Float64Array(0) };
  const coefficients = new Float64Array(own.sums.length);
  for (let at = 0; at < coefficients.length; at++) {
    const block = at & ~7;
    for (let i = 0; i < 8; i++) coefficients[at] += own.sums[block + i] * cosines[(at & 7) * 8 + i];
  }
  return { first: own.first, coefficients };
}
