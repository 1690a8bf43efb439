import type { Palette, Rgb } from '../model/palette.ts';
import { channelDistance } from './channel-distance.ts';
import type { PooledClass } from './class-pool.ts';
import type { FileEvidence, Triple } from './file-evidence.ts';
import { kindOf } from './file-kind.ts';
import { isGrey } from './grey-coding.ts';
import { packColour, unpackColour } from './packed-colour.ts';
import type { TwinClasses } from './twin-classes.ts';
import { componentsOf, fits, type ValueKind } from './witness-values.ts';

/** A class of which the files' flat areas allow several colours, for they are rounded alike in all of them. */
export interface OpenColour {
  /** The likeliest of them, which the palette has. */
  readonly rgb: Rgb;
  /** What the components of `low` and `high` are, between which the class's own lie: whole levels. */
  readonly space: 'ycbcr' | 'grey';
  readonly low: Triple;
  readonly high: Triple;
}

/** The components of an open colour, as edges tell them. */
export interface ColourFit {
  readonly open: OpenColour;
  readonly components: Triple;
}

/** Edges move a colour no farther than this, in levels: of small classes patches leave wide intervals. */
const MOST_LEVELS = 5;

/**
 * Classes of a palette whose colour is not certain, the most frequent first. None where all are black, white or primaries,
 * as those of most masks of two classes: then nothing else is likely.
 */
export function openColours(
  pooled: readonly PooledClass[],
  palette: Pick<Palette, 'classes'>,
  kind: ValueKind,
): OpenColour[] {
  const space = spaceOf(kind);
  if (palette.classes.every(({ rgb }) => rgb.every((level) => level === 0 || level === 255))) return [];
  const areGrey = palette.classes.every(({ rgb }) => isGrey(rgb));
  return pooled
    .toSorted((a, b) => b.pixels - a.pixels)
    .flatMap((entry): OpenColour[] => {
      if (entry.precision === 'exact' || entry.precision === 'decoded') return [];
      const chosen = palette.classes.find(({ rgb }) => entry.values.includes(valueOf(rgb, kind)));
      const possible = areGrey && kind === 'colours' ? greysAmong(entry.values) : entry.values;
      const triples = possible.map((value) => componentsOf(value, space, kind));
      const isSettled = triples.every((triple) => triple.join() === triples[0].join());
      if (chosen === undefined || isSettled) return [];
      const near = componentsOf(valueOf(chosen.rgb, kind), space, kind);
      const within = triples.filter((triple) => channelDistance(triple, near) <= MOST_LEVELS);
      return [{ rgb: chosen.rgb, space, low: bound(within, Math.min), high: bound(within, Math.max) }];
    });
}

/** Masks in which every class may be grey are grey. */
function greysAmong(values: readonly number[]): number[] {
  return values.filter((value) => isGrey(unpackColour(value)));
}

function bound(triples: readonly Triple[], pick: (a: number, b: number) => number): Triple {
  return triples.reduce(([a, b, c], other): Triple => [pick(a, other[0]), pick(b, other[1]), pick(c, other[2])]);
}

function valueOf(rgb: Rgb, kind: ValueKind): number {
  return kind === 'levels' ? rgb[0] : packColour(rgb);
}

/** Leaves open classes those values that come nearest to what edges tell. */
export function narrowToFits(pooled: readonly PooledClass[], found: readonly ColourFit[], kind: ValueKind): void {
  for (const { open, components } of found) {
    const entry = pooled.find(({ values }) => values.includes(valueOf(open.rgb, kind)));
    if (entry === undefined) continue;
    const distances = entry.values.map((value) => channelDistance(componentsOf(value, open.space, kind), components));
    const least = distances.reduce((nearest, distance) => Math.min(nearest, distance), Infinity);
    entry.values = entry.values.filter((_, place) => distances[place] === least);
  }
}

/** What a palette leaves in question. */
interface Questions {
  readonly open: readonly OpenColour[];
  readonly twins: readonly TwinClasses[];
  readonly kind: ValueKind;
}

/** Files that tell of one open colour, at most, and of all together. */
const FILES_OF_ONE = 3;
const FILES_OF_TWIN = 2;
const MOST_FILES = 8;
/** Where no open colour asks for them, larger files are not read once more: it would take its time. */
const MOST_PIXELS = 16_000_000;

/**
 * The files that are asked once more what flat areas do not tell: places in `files`. Those whose edges tell most of
 * colours that are in question, two for each twin and three for each open colour as far as there are; then those with
 * most edges, which may show classes too thin to fill anything. Only JPEGs tell, for other lossy files have no blocks of
 * known rounding.
 */
export function tellingFiles(files: readonly FileEvidence[], { open, twins, kind }: Questions): number[] {
  const wantedSpace = spaceOf(kind);
  const lossy = [...files.keys()]
    .filter((place) => files[place].space === wantedSpace && kindOf(files[place]) === 'lossy')
    .toSorted((a, b) => edgePixels(files[b]) - edgePixels(files[a]) || a - b);
  const chosen: number[] = [];
  const asked = [
    ...twins.flatMap(({ strong, weak }) => [strong, weak].map((rgb) => ({ rgb, most: FILES_OF_TWIN }))),
    ...open.map(({ rgb }) => ({ rgb, most: FILES_OF_ONE })),
  ];
  for (const { rgb, most } of asked) {
    const value = valueOf(rgb, kind);
    const shows = (place: number): boolean => {
      const { witnesses, patches } = files[place];
      return [...witnesses, ...patches].some((witness) => fits(value, wantedSpace, { interval: witness, kind }));
    };
    let wanted = most - chosen.filter(shows).length;
    for (const place of lossy) {
      if (wanted <= 0 || chosen.length === MOST_FILES) break;
      if (chosen.includes(place) || !shows(place)) continue;
      chosen.push(place);
      wanted--;
    }
  }
  let pixels = 0;
  for (const place of lossy) {
    if (chosen.length === MOST_FILES) break;
    if (chosen.includes(place) || pixels + files[place].totalPixels > MOST_PIXELS) continue;
    pixels += files[place].totalPixels;
    chosen.push(place);
  }
  return chosen;
}

/** The components of files that show values of a kind. */
export function spaceOf(kind: ValueKind): OpenColour['space'] {
  return kind === 'levels' ? 'grey' : 'ycbcr';
}

function edgePixels({ totalPixels, flatPixels }: FileEvidence): number {
  return totalPixels - flatPixels;
}
