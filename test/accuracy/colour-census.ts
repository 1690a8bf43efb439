/** One value per 24-bit colour; kept between pictures, since filling it anew takes longer than labelling a small mask. */
const countOfColour = new Uint32Array(1 << 24);
const labelOfColour = new Uint8Array(1 << 24);

/** The colours of a picture and how many pixels have each. */
export interface ColourCensus {
  /** 0xRRGGBB of every pixel. */
  readonly packed: Uint32Array;
  /** The distinct colours, in the order of their first pixel. */
  readonly colours: Uint32Array;
  readonly counts: Uint32Array;
}

/** Counts the colours of interleaved RGB. */
export function countColours(pixels: Uint8Array): ColourCensus {
  const packed = new Uint32Array(pixels.length / 3);
  const found: number[] = [];
  for (let pixel = 0; pixel < packed.length; pixel++) {
    const colour = (pixels[pixel * 3] << 16) | (pixels[pixel * 3 + 1] << 8) | pixels[pixel * 3 + 2];
    packed[pixel] = colour;
    if (countOfColour[colour] === 0) found.push(colour);
    countOfColour[colour]++;
  }
  const colours = Uint32Array.from(found);
  const counts = colours.map((colour) => countOfColour[colour]);
  for (const colour of colours) countOfColour[colour] = 0;
  return { packed, colours, counts };
}

/** Labels every pixel by its colour (0xRRGGBB) alone. */
export function labelByColour(census: ColourCensus, labelOf: (colour: number) => number): Uint8Array {
  for (const colour of census.colours) labelOfColour[colour] = labelOf(colour);
  const labels = new Uint8Array(census.packed.length);
  for (let pixel = 0; pixel < labels.length; pixel++) labels[pixel] = labelOfColour[census.packed[pixel]];
  return labels;
}
