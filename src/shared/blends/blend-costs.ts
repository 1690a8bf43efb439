/** Levels by which decoded pixels stray from the blend that they are. */
const SPREAD = 7;
/** What being an even blend costs, beside a pure class. */
const EVEN_BLEND = 1;
/** However far a pixel lies from all blends, it costs no more. */
const MOST_COST = 12;

/** Luma and chroma of colours, three numbers each, as the distance between them counts. */
export class WeightedColours {
  readonly values: Float64Array;
  private readonly chroma: number;

  /** `chroma`: by how much a level of chroma counts, where one of luma counts 1. */
  constructor(count: number, chroma: number) {
    this.values = new Float64Array(3 * count);
    this.chroma = chroma;
  }

  /** Enters a colour, 0xRRGGBB. */
  set(at: number, colour: number): void {
    const red = colour >> 16;
    const green = (colour >> 8) & 255;
    const blue = colour & 255;
    const { values, chroma } = this;
    values[3 * at] = 0.299 * red + 0.587 * green + 0.114 * blue;
    values[3 * at + 1] = chroma * (-0.1687 * red - 0.3313 * green + 0.5 * blue);
    values[3 * at + 2] = chroma * (0.5 * red - 0.4187 * green - 0.0813 * blue);
  }
}

/**
 * What it costs that a pixel is mostly of class `own`: how far its colour lies from the nearer half of a blend of that
 * class with one of the others, in squares of the spread.
 */
export function blendCost(
  pixel: Float64Array,
  classes: Float64Array,
  { own, others }: { readonly own: number; readonly others: readonly number[] },
): number {
  let least = MOST_COST;
  for (const other of others) {
    if (other !== own) least = Math.min(least, costBetween(pixel, classes, 3 * own, 3 * other));
  }
  return least;
}

function costBetween(pixel: Float64Array, classes: Float64Array, from: number, to: number): number {
  let along = 0;
  let length = 0;
  for (let part = 0; part < 3; part++) {
    const step = classes[to + part] - classes[from + part];
    along += (pixel[part] - classes[from + part]) * step;
    length += step * step;
  }
  const share = length === 0 ? 0 : Math.min(0.5, Math.max(0, along / length));
  let squares = 0;
  for (let part = 0; part < 3; part++) {
    const mixed = classes[from + part] + share * (classes[to + part] - classes[from + part]);
    squares += (pixel[part] - mixed) ** 2;
  }
  return squares / (2 * SPREAD ** 2) + EVEN_BLEND * 2 * share;
}
