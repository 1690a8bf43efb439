import type { Labels } from '../../forward/down-sampling.ts';

/** Half sides of the squares in which classes are looked for round a pixel of no class, one after the other. */
const REACHES = [2, 4, 8] as const;

/** Lists the classes that occur near a pixel. */
export class NearbyClasses {
  private readonly known: Labels;
  private readonly size: { readonly width: number; readonly height: number };
  private readonly none: number;
  private readonly found: number[] = [];

  constructor(known: Labels, size: { width: number; height: number }, none: number) {
    this.known = known;
    this.size = size;
    this.none = none;
  }

  /** Two classes at least, from the smallest square that has them; fewer where no square has two. */
  find(pixel: number): readonly number[] {
    const x = pixel % this.size.width;
    const y = (pixel - x) / this.size.width;
    for (const reach of REACHES) {
      this.collect(x, y, reach);
      if (this.found.length > 1) return this.found;
    }
    return this.found;
  }

  /** All that occur in the square of this half side; the list is the caller's until it asks again. */
  within(pixel: number, reach: number): number[] {
    const x = pixel % this.size.width;
    this.collect(x, (pixel - x) / this.size.width, reach);
    return this.found;
  }

  private collect(x: number, y: number, reach: number): void {
    const { width, height } = this.size;
    this.found.length = 0;
    for (let row = Math.max(y - reach, 0); row <= Math.min(y + reach, height - 1); row++) {
      for (let column = Math.max(x - reach, 0); column <= Math.min(x + reach, width - 1); column++) {
        const position = this.known[row * width + column];
        if (position !== this.none && !this.found.includes(position)) this.found.push(position);
      }
    }
  }
}
