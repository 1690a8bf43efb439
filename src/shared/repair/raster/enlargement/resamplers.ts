/** How an image library makes one pixel of many, along one axis. */
export interface Kernel {
  readonly name: 'linear' | 'cubic' | 'mitchell' | 'lanczos';
  /** Pixels that it reaches to each side of a place. */
  readonly reach: number;
  /** Weight of a pixel that lies this far from the place, in pixels. */
  readonly weigh: (distance: number) => number;
  /** Into how many parts of a pixel places are rounded, where they are. */
  readonly parts?: number;
}

/** What becomes of weights beyond the edges of the mask: its outermost pixels get them, or the others share them. */
export type EdgeRule = 'repeat' | 'share';

/** Where sums are cut to what a pixel can hold: in the end only, or already after the first of two passes. */
type Cutting = 'end' | 'across' | 'down';

export interface Resampler {
  readonly kernel: Kernel;
  readonly edges: EdgeRule;
  readonly cutting: Cutting;
  /** How far a pixel may lie from the sum of its weights, in levels: roundings, some of them in two passes. */
  readonly tolerance: number;
}

/** A rounding, or two of them where weights are never negative. */
const LINEAR_TOLERANCE = 1.01;
/** Two roundings, the first of them enlarged by the weights' sizes, and tables of rounded weights. */
const TOLERANCE = 1.75;

const linear: Kernel = { name: 'linear', reach: 1, weigh: (distance) => Math.max(0, 1 - Math.abs(distance)) };

/** R. Keys, Cubic convolution interpolation for digital image processing, 1981. */
export function cubic(a: number, parts?: number): Kernel {
  const weigh = (distance: number): number => {
    const x = Math.abs(distance);
    if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
    return x < 2 ? a * (((x - 5) * x + 8) * x - 4) : 0;
  };
  return { name: 'cubic', reach: 2, weigh, ...(parts === undefined ? {} : { parts }) };
}

/** D. Mitchell, A. Netravali, Reconstruction filters in computer graphics, 1988; with B = C = 1/3. */
const mitchell: Kernel = {
  name: 'mitchell',
  reach: 2,
  weigh: (distance) => {
    const x = Math.abs(distance);
    if (x < 1) return ((7 * x - 12) * x * x + 16 / 3) / 6;
    return x < 2 ? (((-7 / 3) * x + 12) * x * x - 20 * x + 32 / 3) / 6 : 0;
  },
};

function lanczos(reach: number): Kernel {
  const weigh = (distance: number): number =>
    Math.abs(distance) < reach ? sinc(distance) * sinc(distance / reach) : 0;
  return { name: 'lanczos', reach, weigh };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

const catmullRom = cubic(-0.5);
const lanczos3 = lanczos(3);

const pillow = { edges: 'share', cutting: 'across', tolerance: TOLERANCE } as const;
const openCv = { edges: 'repeat', cutting: 'end', tolerance: TOLERANCE } as const;
const imageMagick = { edges: 'share', tolerance: TOLERANCE } as const;

/** The resamplers of image libraries, the commonest first. All draw the same picture linearly. */
export const resamplers: readonly Resampler[] = [
  { kernel: linear, edges: 'repeat', cutting: 'end', tolerance: LINEAR_TOLERANCE },
  { kernel: catmullRom, ...pillow },
  // PyTorch too.
  { kernel: cubic(-0.75), ...openCv },
  // libvips, which sharp enlarges by, whatever is asked of it but the nearest or linear.
  { kernel: cubic(-0.5, 64), ...openCv },
  { kernel: lanczos3, ...pillow },
  { kernel: mitchell, cutting: 'down', ...imageMagick },
  { kernel: mitchell, cutting: 'across', ...imageMagick },
  { kernel: lanczos(4), ...openCv },
  { kernel: lanczos3, cutting: 'down', ...imageMagick },
  { kernel: catmullRom, cutting: 'down', ...imageMagick },
  { kernel: catmullRom, ...openCv },
];
