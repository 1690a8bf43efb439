import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import { ColourCensus } from './colour-census.ts';
import { confidenceMap } from './confidence-map.ts';
import type { DecidedLabels, DecisionInput } from './decide-labels.ts';
import type { Labels } from '../forward/down-sampling.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import type { Bounds } from '../forward/mcu-bounds.ts';
import { mcuBounds } from '../forward/mcu-bounds.ts';

/** Classes nearer than this in RGB are not told apart by the samples round a boundary. */
const CLOSE_DISTANCE = 24;

/**
 * Where classes of nearly one colour meet and the MCU is not certified, choosing among them by what shows itself near
 * by does worse than the nearest colour does; there the nearest colour it is. Distances are in RGB, over the colours
 * that other programs see in the file. Gives what was decided back where no classes are close.
 */
export function useNearestWhereClose(input: DecisionInput, decided: DecidedLabels): DecidedLabels {
  const isClose = findCloseClasses(input.classColours);
  if (!isClose.includes(1)) return decided;
  const { model, flats, classColours } = input;
  const { certified } = decided;
  const labels = decided.labels.slice();
  relabel(input, { labels, certified, isClose });
  const census = new ColourCensus(model.image, input.flatGroups.groups, new PixelDecoder(model.image));
  for (let row = 0; row < model.image.mcusHigh; row++) census.countRow(row, { labels, classColours });
  const confidence = confidenceMap(model, { flats, certified }, labels);
  return { ...decided, labels, confidence, changedPixels: census.changedPixels };
}

interface Relabelling {
  readonly labels: Labels;
  readonly certified: Uint8Array;
  readonly isClose: Uint8Array;
}

function relabel(input: DecisionInput, { labels, certified, isClose }: Relabelling): void {
  const { model, flats, classColours } = input;
  const { mcusWide, mcusHigh, width } = model.image;
  const decoder = new PixelDecoder(model.image);
  const finder = new NearestColour(classColours);
  const pixels = new Uint32Array(width + 8);
  for (let mcu = 0; mcu < mcusWide * mcusHigh; mcu++) {
    const area = mcuBounds(model, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) });
    const isSettled = flats.kinds[mcu] === mcuKinds.flat || certified[mcu] === 1;
    if (isSettled || !showsAny(labels, width, area, isClose)) continue;
    for (let y = area.top; y < area.bottom; y++) {
      decoder.decodeSpan({ y, from: area.left, to: area.right }, pixels);
      for (let x = area.left; x < area.right; x++) labels[y * width + x] = finder.find(pixels[x]);
    }
  }
}

function showsAny(labels: Labels, width: number, area: Bounds, isWanted: Uint8Array): boolean {
  for (let y = area.top; y < area.bottom; y++) {
    for (let x = area.left; x < area.right; x++) if (isWanted[labels[y * width + x]] === 1) return true;
  }
  return false;
}

/** 1 for each class that has another one nearer than `CLOSE_DISTANCE`. */
function findCloseClasses(colours: Uint32Array): Uint8Array {
  const isClose = new Uint8Array(colours.length);
  for (let a = 0; a < colours.length; a++) {
    for (let b = 0; b < a; b++) {
      if (squaredDistance(colours[a], colours[b]) < CLOSE_DISTANCE ** 2) isClose[a] = isClose[b] = 1;
    }
  }
  return isClose;
}

function squaredDistance(a: number, b: number): number {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blue = (a & 255) - (b & 255);
  return red * red + green * green + blue * blue;
}

/** The class of the nearest colour; of several the first. */
class NearestColour {
  private readonly colours: Uint32Array;
  private readonly known = new Map<number, number>();

  constructor(colours: Uint32Array) {
    this.colours = colours;
  }

  find(colour: number): number {
    const known = this.known.get(colour);
    if (known !== undefined) return known;
    let best = 0;
    for (let position = 1; position < this.colours.length; position++) {
      const isNearer = squaredDistance(colour, this.colours[position]) < squaredDistance(colour, this.colours[best]);
      if (isNearer) best = position;
    }
    this.known.set(colour, best);
    return best;
  }
}
