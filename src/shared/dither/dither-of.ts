type Triple = readonly [number, number, number];

/** A patch of one colour whose dither shows what it is made of. */
const SIDE = 32;

/**
 * Which colours of a table the dither of one colour shows, 1 or 0 each: every pixel takes the nearest to what it should be, and
 * hands its error on to four neighbours.
 *
 * Robert W. Floyd, Louis Steinberg: An adaptive algorithm for spatial grey scale. Proceedings of the Society for Information
 * Display 17 (1976).
 */
export function ditherOf(colour: Triple, table: readonly Triple[]): Uint8Array {
  const shown = new Uint8Array(table.length);
  // A column at either side takes what is carried beyond the patch.
  const stride = SIDE + 2;
  const errors = new Float64Array(3 * stride * (SIDE + 1));
  for (let y = 0; y < SIDE; y++) {
    for (let x = 1; x <= SIDE; x++) {
      const at = y * stride + x;
      const meant: Triple = [
        colour[0] + errors[3 * at],
        colour[1] + errors[3 * at + 1],
        colour[2] + errors[3 * at + 2],
      ];
      const value = nearestIn(table, meant);
      shown[value] = 1;
      for (let channel = 0; channel < 3; channel++) {
        const error = meant[channel] - table[value][channel];
        errors[3 * (at + 1) + channel] += (7 / 16) * error;
        errors[3 * (at + stride - 1) + channel] += (3 / 16) * error;
        errors[3 * (at + stride) + channel] += (5 / 16) * error;
        errors[3 * (at + stride + 1) + channel] += (1 / 16) * error;
      }
    }
  }
  return shown;
}

function nearestIn(table: readonly Triple[], [red, green, blue]: Triple): number {
  let [best, least] = [0, Infinity];
  for (const [place, entry] of table.entries()) {
    const distance = (entry[0] - red) ** 2 + (entry[1] - green) ** 2 + (entry[2] - blue) ** 2;
    if (distance < least) [least, best] = [distance, place];
  }
  return best;
}
