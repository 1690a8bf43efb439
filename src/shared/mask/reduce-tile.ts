/** Halves a field of pixels; a last odd row or column is reduced alone. */
interface Halved {
  readonly width: number;
  readonly height: number;
}

export function halfOf({ width, height }: Halved): Halved {
  return { width: (width + 1) >> 1, height: (height + 1) >> 1 };
}

/**
 * How soon each class is kept when labels are made smaller: the lowest rank is kept. Classes found rarer come first, those
 * not found at all before them, "unassigned" last.
 */
export function rarityRanks(classes: readonly { readonly slot: number; readonly pixels: number }[]): Uint32Array {
  const ranks = new Uint32Array(65_536);
  const byRarity = classes.toSorted((a, b) => a.pixels - b.pixels || a.slot - b.slot);
  for (const [place, { slot }] of byRarity.entries()) ranks[slot] = place + 1;
  ranks[65_535] = 65_536;
  return ranks;
}

/**
 * Of each four labels the one of the lowest rank: the rarest class, so that thin ones do not vanish. The ranks are those
 * of the labels as they are given: see `narrowRanks` for those of 8 bits.
 */
export function halveLabels<Labels extends Uint8Array | Uint16Array>(
  labels: Labels,
  size: Halved,
  ranks: Uint32Array,
): Labels {
  const rarer = (a: number, b: number): number => (ranks[b] < ranks[a] ? b : a);
  // A copy has the type that was given, as TypeScript cannot tell.
  return halve(labels, size, (pixels) => labels.slice(0, pixels) as Labels, rarer);
}

/** The ranks of labels of 8 bits, of which the highest is "unassigned". */
export function narrowRanks(ranks: Uint32Array): Uint32Array {
  const narrow = ranks.slice(0, 256);
  narrow[255] = ranks[65_535];
  return narrow;
}

/** Of each four values the least: doubtful places do not vanish. */
export function halveConfidence(confidence: Uint8Array, size: Halved): Uint8Array {
  return halve(
    confidence,
    size,
    (pixels) => new Uint8Array(pixels),
    (a, b) => (b < a ? b : a),
  );
}

function halve<Values extends Uint8Array | Uint16Array>(
  values: Values,
  size: Halved,
  make: (pixels: number) => Values,
  choose: (a: number, b: number) => number,
): Values {
  const half = halfOf(size);
  const small = make(half.width * half.height);
  for (let y = 0, to = 0; y < half.height; y++) {
    const row = 2 * y * size.width;
    const next = 2 * y + 1 < size.height ? row + size.width : row;
    for (let x = 0; x < half.width; x++, to++) {
      const left = 2 * x;
      const right = left + 1 < size.width ? left + 1 : left;
      const a = values[row + left];
      const b = values[row + right];
      const c = values[next + left];
      const d = values[next + right];
      // Most pixels have four equal ones.
      small[to] = a === b && a === c && a === d ? a : choose(choose(a, b), choose(c, d));
    }
  }
  return small;
}

/** The mean of each four colours, three bytes a pixel, rounded. */
export function halveColours(colours: Uint8Array, size: Halved): Uint8Array {
  const half = halfOf(size);
  const small = new Uint8Array(3 * half.width * half.height);
  for (let y = 0, to = 0; y < half.height; y++) {
    const row = 2 * y * size.width;
    const next = 2 * y + 1 < size.height ? row + size.width : row;
    for (let x = 0; x < half.width; x++) {
      const left = 3 * 2 * x;
      const right = 2 * x + 1 < size.width ? left + 3 : left;
      for (let channel = 0; channel < 3; channel++, to++) {
        const above = colours[3 * row + left + channel] + colours[3 * row + right + channel];
        const below = colours[3 * next + left + channel] + colours[3 * next + right + channel];
        small[to] = (above + below + 2) >> 2;
      }
    }
  }
  return small;
}
