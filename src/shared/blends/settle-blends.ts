import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import type { DecidedLabels, DecisionInput } from '../decide/decide-labels.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import { mcuBounds } from '../forward/mcu-bounds.ts';
import { throwIfStopped } from '../should-stop.ts';
import { MOST_SECONDS, type SecondLabels } from '../decide/second-labels.ts';
import { BlendBand } from './blend-band.ts';
import { WeightedColours } from './blend-costs.ts';
import { blendWeights } from './blend-weights.ts';

/** The likelihood of a label is never more. */
const MOST_LIKELY = 0.99;
/** Colours whose nearest class is kept: files have millions of them. */
const MOST_KNOWN = 65_536;

/**
 * Settles the pixels beside boundaries of a file that was altered between mask and JPEG: each becomes the class, of
 * those near it, of which it shows most as other programs decode it (`alteration` as of `blendWeights`). Labels that the
 * search found stay where the file leaves it open. Nothing becomes certain. Works in the arrays of the decision; throws
 * `cancelled` when the input's `shouldStop` turns true.
 */
export function settleBlends(
  input: DecisionInput,
  decided: DecidedLabels,
  alteration: { readonly distance: number; readonly isSoft: boolean },
): DecidedLabels {
  const { model, classColours } = input;
  const { width, height } = model.image;
  const { labels, confidence } = decided;
  const weights = blendWeights(model, alteration);
  const classes = new WeightedColours(classColours.length, weights.chroma);
  classColours.forEach((colour, position) => {
    classes.set(position, colour);
  });
  const band = new BlendBand({ labels, width, height, classes, weights, nearest: nearestColour(classColours) });
  const pixels = new BandPixels(input);
  const before = new Map<number, number>();
  let { changedPixels } = decided;
  for (let row = 0; row < model.image.mcusHigh; row++) {
    throwIfStopped(input.shouldStop);
    band.clear();
    pixels.read(row, (x, y, colour) => {
      band.add(x, y, colour);
    });
    band.settle((pixel, margin, label) => {
      confidence[pixel] = Math.min(confidence[pixel], likelihoodOf(margin));
      if (label === labels[pixel]) return;
      if (decided.seconds !== undefined && before.size <= MOST_SECONDS) before.set(pixel, label);
      const colour = pixels.colourOf(pixel);
      if (colour === classColours[label]) changedPixels++;
      if (colour === classColours[labels[pixel]]) changedPixels--;
    });
  }
  return { ...decided, changedPixels, seconds: withBefore(decided.seconds, before) };
}

/** Position of the nearest of some colours, all 0xRRGGBB. */
function nearestColour(colours: Uint32Array): (colour: number) => number {
  const known = new Map<number, number>();
  return (colour) => {
    let position = known.get(colour);
    if (position === undefined) {
      const distances = Array.from(colours, (other) => squaredDistance(colour, other));
      position = distances.indexOf(Math.min(...distances));
      if (known.size === MOST_KNOWN) known.clear();
      known.set(colour, position);
    }
    return position;
  };
}

function squaredDistance(a: number, b: number): number {
  return ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;
}

/** Times 254, of a label that costs so much less than the next. */
function likelihoodOf(margin: number): number {
  return Math.floor(254 * Math.min(MOST_LIKELY, 1 / (1 + Math.exp(-margin))));
}

/** What pixels were before is the next likely now. */
function withBefore(seconds: SecondLabels | undefined, before: ReadonlyMap<number, number>): SecondLabels | undefined {
  if (seconds === undefined || before.size > MOST_SECONDS) return undefined;
  const kept = [...seconds.pixels.keys()].filter((at) => !before.has(seconds.pixels[at]));
  return {
    pixels: [...kept.map((at) => seconds.pixels[at]), ...before.keys()],
    labels: [...kept.map((at) => seconds.labels[at]), ...before.values()],
  };
}

/** The decoded pixels of a row of MCUs, of those that are not of one colour. */
class BandPixels {
  private readonly input: DecisionInput;
  private readonly decoder: PixelDecoder;
  private readonly colours: Uint32Array;
  private readonly line: Uint32Array;

  constructor(input: DecisionInput) {
    const { image, mcuHeight } = input.model;
    this.input = input;
    this.decoder = new PixelDecoder(image);
    this.colours = new Uint32Array(image.width * mcuHeight);
    this.line = new Uint32Array(image.width + 8);
  }

  read(row: number, visit: (x: number, y: number, colour: number) => void): void {
    const { model, flats } = this.input;
    const { mcusWide, width } = model.image;
    const edges = Array.from({ length: mcusWide }, (_, column) => column).filter(
      (column) => flats.kinds[row * mcusWide + column] === mcuKinds.edge,
    );
    if (edges.length === 0) return;
    const { top, bottom } = mcuBounds(model, { column: 0, row });
    for (let y = top; y < bottom; y++) {
      this.decoder.decodeSpan({ y, from: 0, to: width }, this.line);
      this.colours.set(this.line.subarray(0, width), (y - top) * width);
      for (const column of edges) {
        const { left, right } = mcuBounds(model, { column, row });
        for (let x = left; x < right; x++) visit(x, y, this.line[x]);
      }
    }
  }

  /** Of a pixel in the row that was read last. */
  colourOf(pixel: number): number {
    return this.colours[pixel % this.colours.length];
  }
}
