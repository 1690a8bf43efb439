import { seededRandom, type Random } from '../../assets/sample/drawing/seeded-random.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { type ColourCensus, labelByColour } from './colour-census.ts';
import { placeOfNearest, plainDistance } from './label-by-distance.ts';

const STARTS = 4;
const LARGEST_ROUNDS = 40;
const SEED = 20;

interface Clustering {
  /** Three values per centre. */
  readonly centres: Float64Array;
  /** Sum over pixels of the squared distance to the own centre. */
  readonly inertia: number;
}

/**
 * k-means as people use it on masks: as many clusters as there are classes, k-means++ starts (Arthur and Vassilvitskii,
 * 2007), the best of a few runs, and each cluster becomes the class whose colour is nearest to its centre.
 */
export function labelByKMeans(census: ColourCensus, colours: readonly Rgb[]): Uint8Array {
  const random = seededRandom(SEED);
  const runs = Array.from({ length: STARTS }, () => refine(census, spreadCentres(census, colours.length, random)));
  const { centres } = runs.reduce((best, run) => (run.inertia < best.inertia ? run : best));
  const classOfCentre = Array.from({ length: centres.length / 3 }, (_, centre) => {
    const [red, green, blue] = centres.subarray(centre * 3, centre * 3 + 3);
    return placeOfNearest([red, green, blue], colours, plainDistance);
  });
  return labelByColour(census, (colour) => classOfCentre[nearestCentre(colour, centres).centre]);
}

/** k-means++: each next centre is a pixel, drawn with the square of its distance to the centres there are. */
function spreadCentres({ colours, counts }: ColourCensus, k: number, random: Random): Float64Array {
  const centres = new Float64Array(3 * Math.min(k, colours.length));
  const weights = Float64Array.from(counts);
  for (let at = 0; at < centres.length; at += 3) {
    centres.set(unpack(colours[drawWeighted(weights, random)]), at);
    const newest = centres.subarray(at, at + 3);
    colours.forEach((colour, place) => {
      const weight = nearestCentre(colour, newest).distance * counts[place];
      weights[place] = at === 0 ? weight : Math.min(weights[place], weight);
    });
  }
  return centres;
}

function drawWeighted(weights: Float64Array, random: Random): number {
  let rest = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const drawn = weights.findIndex((weight) => (rest -= weight) < 0);
  return drawn < 0 ? weights.length - 1 : drawn;
}

function refine(census: ColourCensus, start: Float64Array): Clustering {
  let clustering = moveCentres(census, start);
  for (let round = 1; round < LARGEST_ROUNDS; round++) {
    const next = moveCentres(census, clustering.centres);
    if (next.inertia >= clustering.inertia) break;
    clustering = next;
  }
  return clustering;
}

/** Every centre to the mean of the pixels nearest to it; the inertia is that of the centres given. */
function moveCentres({ colours, counts }: ColourCensus, centres: Float64Array): Clustering {
  const sums = new Float64Array(centres.length);
  const totals = new Float64Array(centres.length / 3);
  let inertia = 0;
  for (let place = 0; place < colours.length; place++) {
    const colour = colours[place];
    const count = counts[place];
    const { centre, distance } = nearestCentre(colour, centres);
    inertia += distance * count;
    totals[centre] += count;
    sums[centre * 3] += (colour >> 16) * count;
    sums[centre * 3 + 1] += ((colour >> 8) & 255) * count;
    sums[centre * 3 + 2] += (colour & 255) * count;
  }
  const moved = sums.map((sum, at) => {
    const total = totals[Math.floor(at / 3)];
    return total === 0 ? centres[at] : sum / total;
  });
  return { centres: moved, inertia };
}

function nearestCentre(colour: number, centres: Float64Array): { centre: number; distance: number } {
  const red = colour >> 16;
  const green = (colour >> 8) & 255;
  const blue = colour & 255;
  let nearest = 0;
  let least = Infinity;
  for (let at = 0; at < centres.length; at += 3) {
    const dRed = red - centres[at];
    const dGreen = green - centres[at + 1];
    const dBlue = blue - centres[at + 2];
    const distance = dRed * dRed + dGreen * dGreen + dBlue * dBlue;
    if (distance < least) {
      least = distance;
      nearest = at / 3;
    }
  }
  return { centre: nearest, distance: least };
}

function unpack(colour: number): [number, number, number] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}
