import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { ColourWitness, Triple } from '../palette/file-evidence.ts';

/** Cells on a side of a patch. */
export const PATCH_CELLS = 3;
/** How far the samples of a patch may range: so many levels, and so much of the mean quantiser step. */
const RANGE_LEVELS = 4;
const RANGE_STEPS = 0.4;
/** Patches nearer than this to a colour already found belong to it, in levels per component. */
const MERGE_LEVELS = 10;
/** Colours kept; a photo would go on for ever. */
const MAX_COLOURS = 256;

interface PatchColour {
  readonly sums: [number, number, number];
  count: number;
}

/** By how many levels the samples of a solid patch may range, per component. */
export function patchRanges(image: JpegImage): readonly number[] {
  return image.components.map(({ quantisation }) => {
    return RANGE_LEVELS + (RANGE_STEPS * quantisation.reduce((sum, step) => sum + step, 0)) / 64;
  });
}

/** The colours of solid patches, each with how often it was seen. */
export class PatchColours {
  private readonly image: JpegImage;
  private readonly ranges: readonly number[];
  private readonly colours: PatchColour[] = [];

  constructor(image: JpegImage) {
    this.image = image;
    this.ranges = patchRanges(image);
  }

  /** Counts a patch by the mean of its samples; 0 for components that the file has not. */
  add(means: Triple): void {
    for (const colour of this.colours) {
      if (!isNear(colour, means)) continue;
      for (let index = 0; index < 3; index++) colour.sums[index] += means[index];
      colour.count++;
      return;
    }
    if (this.colours.length < MAX_COLOURS) this.colours.push({ sums: [...means], count: 1 });
  }

  /** The colours found, the most frequent first; pixels and areas are counts of patches of 3 x 3 cells. */
  list(): ColourWitness[] {
    const cellPixels = this.image.maxHorizontalSampling * this.image.maxVerticalSampling;
    return this.colours
      .toSorted((a, b) => b.count - a.count)
      .map(({ sums, count }) => {
        const mean = sums.map((sum) => sum / count);
        const bound = (direction: number): Triple => [
          this.boundOf(0, mean, direction),
          this.boundOf(1, mean, direction),
          this.boundOf(2, mean, direction),
        ];
        return { low: bound(-1), high: bound(1), pixels: count * PATCH_CELLS ** 2 * cellPixels, areas: count };
      });
  }

  private boundOf(index: number, mean: readonly number[], direction: number): number {
    if (index >= this.ranges.length) return 0;
    return Math.min(255, Math.max(0, mean[index] + (direction * this.ranges[index]) / 2));
  }
}

function isNear({ sums, count }: PatchColour, means: Triple): boolean {
  const reach = MERGE_LEVELS * count;
  for (let index = 0; index < 3; index++) if (Math.abs(sums[index] - count * means[index]) > reach) return false;
  return true;
}
