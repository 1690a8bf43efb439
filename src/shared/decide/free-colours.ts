import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { SampleRows } from '../jpeg/sample-rows.ts';
import type { Triple } from '../palette/file-evidence.ts';
import { groupFlatMcus } from '../forward/flat-groups.ts';

/** Cells of an MCU; a cell shares one chroma sample. */
const CELLS = 64;
/** MCUs that are looked at, evenly from all over the picture. */
const MOST_MCUS = 4000;
/** Cells this near to a known class, in levels, are its own; so many of an MCU make the class its ground. */
const GROUND_LEVELS = 10;
const LEAST_GROUND = 16;
/** What is drawn on the ground stands out by so many levels at least; by fewer where it shows in full. */
const LEAST_CONTRAST = 24;
const LEAST_FULL = 14;
/** Of the square deviations from the ground such a share lies on one line, and in one direction: there is one other colour. */
const LINE_SHARE = 0.9;
/** Directions whose cosine is larger are one. */
const SAME_DIRECTION = 0.975;
/** Cells that reach to nine tenths, where it is the colour itself; and how far such reaches may differ, in levels. */
const FULL_CELLS = 10;
const FULL_SHARE = 0.9;
const SAME_REACH = 16;
const AXIS_ROUNDS = 8;
/** A known class this near to what was found, or farther off in the same direction, explains it. */
const KNOWN_LEVELS = 24;
/** What fewer MCUs than this show, and a smaller share of those looked at, is chance. */
const LEAST_MCUS = 3;
const LEAST_SHARE = 0.01;
const MOST_COLOURS = 8;
/** Thin lines do not reach their colour in every MCU: the one that so many stay below stands for all. */
const REACH_QUANTILE = 0.75;

/** A picture, and which of its edge MCUs are looked at. */
export interface PictureToLook {
  readonly image: JpegImage;
  readonly isToLook: (mcu: number) => boolean;
}

/** An MCU of one of the pictures. */
export interface McuOfPicture {
  readonly picture: number;
  readonly mcu: number;
}

/** A colour that no area shows, and the MCUs that tell of it. */
export interface FreeColour {
  readonly colour: Triple;
  readonly mcus: readonly McuOfPicture[];
}

/** What one MCU tells of a colour that is drawn on a known one. */
interface Deviation extends McuOfPicture {
  readonly ground: number;
  /** Of unit length. */
  readonly direction: Triple;
  /** Levels. */
  readonly reach: number;
  /** Whether so many cells reach as far that it must be the colour itself, and no blend with it. */
  readonly isFull: boolean;
}

/**
 * Colours that no area shows, found where they meet a known class: in an MCU of two colours all samples lie on the line
 * from one to the other, which gives the direction, and luma, at full resolution, how far it goes. Lines and specks too
 * thin to fill anything are found so in files that were altered, too.
 *
 * `known`: Y, Cb and Cr of the classes that areas show; of grey files only the first counts. Returns colours likewise,
 * to about a dozen levels, those that most MCUs show first. Pictures must have the same components.
 */
export function findFreeColours(pictures: readonly PictureToLook[], known: readonly Triple[]): FreeColour[] {
  const isGrey = pictures.every(({ image }) => image.components.length === 1);
  const asStored = known.map(([first, second, third]): Triple => (isGrey ? [first, 0, 0] : [first, second, third]));
  return colourGroups(
    pictures.flatMap((picture, place) => gatherDeviations(picture, place, asStored)),
    asStored,
  );
}

function colourGroups(deviations: readonly Deviation[], known: readonly Triple[]): FreeColour[] {
  const least = Math.max(LEAST_MCUS, LEAST_SHARE * deviations.length);
  const found: FreeColour[] = [];
  let left = deviations.filter((deviation) => !isExplained(deviation, known, known));
  while (found.length < MOST_COLOURS) {
    const group = largestGroup(left);
    if (group.length < least) break;
    const colour = colourOf(group, known);
    found.push({ colour, mcus: group });
    left = left.filter((deviation) => !group.includes(deviation) && !isExplained(deviation, known, [colour]));
  }
  return found;
}

/** Whether one of some colours lies where a deviation ends, or farther off in its direction. */
function isExplained(
  { ground, direction, reach, isFull }: Deviation,
  known: readonly Triple[],
  by: readonly Triple[],
): boolean {
  return by.some((colour) => {
    const way = minus(colour, known[ground]);
    const length = Math.hypot(...way);
    if (length === 0) return false;
    const along = dot(way, direction);
    const aside = Math.sqrt(Math.max(0, length ** 2 - along ** 2));
    return (
      (!isFull && along >= SAME_DIRECTION * length && reach <= length + KNOWN_LEVELS) ||
      (aside <= KNOWN_LEVELS && Math.abs(along - reach) <= KNOWN_LEVELS)
    );
  });
}

/** The deviations from one ground whose direction most others share. */
function largestGroup(deviations: readonly Deviation[]): Deviation[] {
  let best: Deviation[] = [];
  const step = Math.max(1, Math.floor(deviations.length / 200));
  for (let at = 0; at < deviations.length; at += step) {
    const { ground, direction, reach, isFull } = deviations[at];
    const group = deviations.filter(
      (other) =>
        other.ground === ground &&
        other.isFull === isFull &&
        dot(other.direction, direction) >= SAME_DIRECTION &&
        (!isFull || Math.abs(other.reach - reach) <= SAME_REACH),
    );
    if (group.length > best.length) best = group;
  }
  return best;
}

function colourOf(group: readonly Deviation[], known: readonly Triple[]): Triple {
  const base = known[group[0].ground];
  const reaches = group.map(({ reach }) => reach).toSorted((a, b) => a - b);
  const reach = reaches[Math.floor((group[0].isFull ? 1 / 2 : REACH_QUANTILE) * (reaches.length - 1))];
  const sum = (index: 0 | 1 | 2) =>
    group.reduce((total, { direction, reach: own }) => total + own * direction[index], 0);
  const way = unit([sum(0), sum(1), sum(2)]);
  return [clamp(base[0] + reach * way[0]), clamp(base[1] + reach * way[1]), clamp(base[2] + reach * way[2])];
}

function gatherDeviations({ image, isToLook }: PictureToLook, picture: number, known: readonly Triple[]): Deviation[] {
  const { groups, edgeCount } = groupFlatMcus(image);
  const every = Math.ceil(edgeCount / MOST_MCUS);
  const reader = new CellReader(image);
  const deviations: Deviation[] = [];
  for (let mcu = 0, seen = 0; mcu < groups.length; mcu++) {
    if (groups[mcu] !== 0 || seen++ % every !== 0 || !isToLook(mcu)) continue;
    const count = reader.read(mcu % image.mcusWide, Math.floor(mcu / image.mcusWide));
    const found = deviationIn(reader, count, known);
    if (found !== undefined) deviations.push({ ...found, picture, mcu });
  }
  return deviations;
}

function deviationIn(
  reader: CellReader,
  count: number,
  known: readonly Triple[],
): Omit<Deviation, keyof McuOfPicture> | undefined {
  const { cells } = reader;
  const ground = groundOf(cells, count, known);
  if (ground === undefined) return undefined;
  const base = known[ground];
  const ways = Array.from({ length: count }, (_, cell) =>
    minus([cells[3 * cell], cells[3 * cell + 1], cells[3 * cell + 2]], base),
  );
  const axis = principalAxis(ways);
  const alongs = ways.map((way) => dot(way, axis));
  const squares = (isCounted: (along: number) => boolean) =>
    alongs.reduce((sum, along) => sum + (isCounted(along) ? along ** 2 : 0), 0);
  const [forward, backward] = [squares((along) => along > 0), squares((along) => along < 0)];
  const total = ways.reduce((sum, way) => sum + dot(way, way), 0);
  if (Math.max(forward, backward) < LINE_SHARE * total) return undefined;
  const sign = forward >= backward ? 1 : -1;
  const most = alongs.reduce((farthest, along) => Math.max(farthest, sign * along), 0);
  const isFull = alongs.filter((along) => sign * along >= FULL_SHARE * most).length >= FULL_CELLS;
  const direction: Triple = [sign * axis[0], sign * axis[1], sign * axis[2]];
  const reach = isFull ? most : reachOf(direction, most, { highs: reader.highs, lows: reader.lows, count, base });
  return reach < (isFull ? LEAST_FULL : LEAST_CONTRAST) ? undefined : { ground, direction, reach, isFull };
}

/** Where the colours differ in luma enough, its samples tell how far they go: they are finer than cells. */
function reachOf(
  direction: Triple,
  reachOfCells: number,
  { highs, lows, count, base }: Pick<CellReader, 'highs' | 'lows'> & { readonly count: number; readonly base: Triple },
): number {
  const [luma] = direction;
  if (Math.abs(luma) < 1 / 3) return reachOfCells;
  const ends = luma > 0 ? highs : lows;
  const ways = Array.from(ends.subarray(0, count), (end) => (end - base[0]) / luma).toSorted((a, b) => b - a);
  // The farthest cell or two may have overshot.
  return Math.max(ways[Math.min(2, ways.length - 1)], reachOfCells);
}

function groundOf(cells: Float64Array, count: number, known: readonly Triple[]): number | undefined {
  let best: number | undefined;
  let most = LEAST_GROUND - 1;
  known.forEach((colour, at) => {
    let own = 0;
    for (let cell = 0; cell < count; cell++) {
      const isNear =
        Math.abs(cells[3 * cell] - colour[0]) <= GROUND_LEVELS &&
        Math.abs(cells[3 * cell + 1] - colour[1]) <= GROUND_LEVELS &&
        Math.abs(cells[3 * cell + 2] - colour[2]) <= GROUND_LEVELS;
      if (isNear) own++;
    }
    if (own > most) [most, best] = [own, at];
  });
  return best;
}

/** The axis near which all ways lie, by power iteration. */
function principalAxis(ways: readonly Triple[]): Triple {
  let axis = ways.reduce((longest, way) => (dot(way, way) > dot(longest, longest) ? way : longest));
  for (let round = 0; round < AXIS_ROUNDS; round++) {
    const next: [number, number, number] = [0, 0, 0];
    for (const way of ways) {
      const along = dot(way, axis);
      for (const index of [0, 1, 2] as const) next[index] += along * way[index];
    }
    axis = unit(next);
  }
  return axis;
}

/** Reads the cells of MCUs, as far as they lie in the picture. */
class CellReader {
  /** Means of the components, three a cell. */
  readonly cells = new Float64Array(3 * CELLS);
  /** The largest and the least sample of luma in each cell. */
  readonly highs = new Float64Array(CELLS);
  readonly lows = new Float64Array(CELLS);
  private readonly image: JpegImage;
  private readonly parts: readonly SampleRows[];

  constructor(image: JpegImage) {
    this.image = image;
    this.parts = new PixelDecoder(image).sampleRows;
  }

  /** Reads an MCU; returns how many cells it has. */
  read(column: number, row: number): number {
    const { maxHorizontalSampling, maxVerticalSampling, width, height } = this.image;
    let count = 0;
    for (let y = row * 8; y < row * 8 + 8 && y * maxVerticalSampling < height; y++) {
      for (let x = column * 8; x < column * 8 + 8 && x * maxHorizontalSampling < width; x++) {
        this.parts.forEach((rows, index) => {
          this.readCell(rows, { x, y, cell: count, index });
        });
        count++;
      }
    }
    return count;
  }

  private readCell(
    rows: SampleRows,
    { x, y, cell, index }: { readonly x: number; readonly y: number; readonly cell: number; readonly index: number },
  ): void {
    const { horizontalSampling: wide, verticalSampling: high } = rows.component;
    const samples = rows.mcuRow(y >> 3);
    let sum = 0;
    let least = Infinity;
    let most = -Infinity;
    for (let v = y * high; v < (y + 1) * high; v++) {
      const line = rows.offsetOf(v);
      for (let h = line + x * wide; h < line + (x + 1) * wide; h++) {
        sum += samples[h];
        least = Math.min(least, samples[h]);
        most = Math.max(most, samples[h]);
      }
    }
    this.cells[3 * cell + index] = sum / (wide * high);
    if (index > 0) return;
    this.lows[cell] = least;
    this.highs[cell] = most;
  }
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function minus(a: Triple, b: Triple): Triple {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function unit(way: Triple): Triple {
  const length = Math.hypot(...way);
  return length === 0 ? [1, 0, 0] : [way[0] / length, way[1] / length, way[2] / length];
}

function clamp(value: number): number {
  return Math.min(255, Math.max(0, value));
}
