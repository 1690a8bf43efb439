import { levelsThatMeet, settleLevels } from '../decide/fit-levels.ts';
import { type LabelledPicture, labelPictures } from '../decide/label-pictures.ts';
import { levelsBeside, likelyLevels, roundLevels } from '../decide/round-colour.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { channelDistance } from '../palette/channel-distance.ts';
import type { Triple } from '../palette/file-evidence.ts';
import type { ThinClass } from '../palette/thin-class-pool.ts';
import { exactEnergy } from '../search/search-energy.ts';
import { searchFile } from '../search/search-file.ts';
import { SearchedPicture } from '../search/searched-picture.ts';
import type { ShouldStop } from '../should-stop.ts';
import type { Window } from './telling-windows.ts';

/** A fit leads no farther from what it began with, in levels. */
const REACH = 48;
/** A colour this near to a class is that class, in levels. */
const LEAST_DISTANCE = 8;
/** A colour is a class where so many MCUs need it: labels with it reproduce them, and a search without it fails. */
const LEAST_NEEDING = 3;
/** So many of the MCUs that hold it must be reproduced. */
const LEAST_REPRODUCED = 1 / 20;
/** MCUs of a window that are searched without a colour, and how hard. */
const SEARCHED = 3;
const EFFORT = { runs: 4, proposals: 1000 } as const;

/** Labels of the windows with some classes, of which the last is tried. */
interface Trial {
  readonly levels: readonly Triple[];
  readonly labelled: readonly LabelledPicture[];
}

/** The edge MCUs of a window whose labels hold a class. */
interface Holding {
  readonly mcus: readonly number[];
  readonly certified: readonly number[];
  readonly pixels: number;
}

/** What is known when a colour is tried, as levels. */
export interface KnownLevels {
  /** Of classes that areas show. */
  readonly shown: readonly Triple[];
  /** Of thin classes that were found before. */
  readonly thin: readonly Triple[];
}

/**
 * Tries a colour beside known classes, on small parts of files where it shows: beside those of areas alone, since between
 * many colours that nothing holds to a place first labels go astray, and then beside all. Returns the class that it is,
 * with levels that were fitted; undefined where it is none. Throws `cancelled` when `shouldStop` turns true.
 */
export function tryThinClass(
  windows: readonly Window[],
  { shown, thin, colour }: KnownLevels & { readonly colour: Triple },
  shouldStop: ShouldStop,
): ThinClass | undefined {
  const all = [...shown, ...thin];
  for (const beside of thin.length === 0 ? [shown] : [shown, all]) {
    const trial = fitBeside(windows, { beside, colour }, shouldStop);
    if (trial === undefined || isKnown(trial, all) || !mayBeClass(trial)) continue;
    const without = labelWindows(windows, all, shouldStop);
    if (without !== undefined && isNeeded(trial, without)) return describe(trial, windows);
  }
  return undefined;
}

/** The colour as it is fitted, or as people choose colours, where that reproduces more or the nearest of them as much. */
function fitBeside(
  windows: readonly Window[],
  { beside, colour }: { readonly beside: readonly Triple[]; readonly colour: Triple },
  shouldStop: ShouldStop,
): Trial | undefined {
  const position = beside.length;
  const first = labelWindows(windows, [...beside, colour], shouldStop);
  const open = [{ position, low: levelsBeside(colour, -REACH), high: levelsBeside(colour, REACH) }];
  const telling = windows.map((window) => window.telling);
  const fitted = first && settleLevels(first.labelled, { levels: first.levels, open, telling }, shouldStop);
  if (fitted === undefined) return undefined;
  const levels = fitted.levels[position];
  const space = spaceOf(windows[0].image);
  const withLevels = (other: Triple): Trial | undefined => {
    return other.join() === levels.join() ? undefined : labelWindows(windows, [...beside, other], shouldStop);
  };
  // Where chroma was averaged, thin lines lose so much of it that no fit brings it back: then the roundest does.
  const round = withLevels(roundLevels(levels, space));
  const best = round !== undefined && countHeld(round) > countHeld(fitted) ? round : fitted;
  const likely = withLevels(likelyLevels(levels, space));
  return likely !== undefined && countHeld(likely) >= countHeld(best) ? likely : best;
}

function labelWindows(
  windows: readonly Window[],
  levels: readonly Triple[],
  shouldStop: ShouldStop,
): Trial | undefined {
  const images = windows.map(({ image }) => image);
  const labelled = labelPictures(images, levels, shouldStop);
  return labelled && { levels, labelled };
}

function isKnown({ levels }: Trial, known: readonly Triple[]): boolean {
  return known.some((other) => channelDistance(other, levels[levels.length - 1]) < LEAST_DISTANCE);
}

function heldIn({ levels, labelled }: Trial): Holding[] {
  return labelled.map((picture) => holdingOf(picture, levels.length - 1));
}

function countHeld(trial: Trial): number {
  return heldIn(trial).reduce((sum, { certified }) => sum + certified.length, 0);
}

function mayBeClass(trial: Trial): boolean {
  const all = heldIn(trial).reduce((sum, { mcus }) => sum + mcus.length, 0);
  const certified = countHeld(trial);
  return certified >= LEAST_NEEDING && certified >= LEAST_REPRODUCED * all;
}

function isNeeded(trial: Trial, without: Trial): boolean {
  let needing = 0;
  for (const [place, { certified }] of heldIn(trial).entries()) {
    needing += countNeeding(without.labelled[place], certified);
    if (needing >= LEAST_NEEDING) return true;
  }
  return false;
}

function describe(trial: Trial, windows: readonly Window[]): ThinClass {
  const { levels, labelled } = trial;
  const held = heldIn(trial);
  const files = new Set(windows.filter((_, place) => held[place].certified.length > 0).map(({ file }) => file));
  const position = levels.length - 1;
  const { low, high } = levelsThatMeet(
    labelled,
    held.map(({ certified }) => certified),
    position,
  );
  return {
    space: spaceOf(windows[0].image),
    levels: levels[position],
    low,
    high,
    files: [...files],
    areas: countHeld(trial),
    pixels: held.reduce((sum, { pixels }) => sum + pixels, 0),
  };
}

function spaceOf({ components }: JpegImage): ThinClass['space'] {
  return components.length === 1 ? 'grey' : 'ycbcr';
}

function holdingOf({ model, input, decided }: LabelledPicture, position: number): Holding {
  const { image, mcuWidth, mcuHeight } = model;
  const { labels } = decided;
  const mcus = new Set<number>();
  let pixels = 0;
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      if (labels[y * image.width + x] !== position) continue;
      pixels++;
      mcus.add(Math.floor(y / mcuHeight) * image.mcusWide + Math.floor(x / mcuWidth));
    }
  }
  const edges = [...mcus].filter((mcu) => input.flats.kinds[mcu] === mcuKinds.edge);
  return { mcus: edges, certified: edges.filter((mcu) => decided.certified[mcu] === 1), pixels };
}

/** Of some MCUs how many no labels reproduce. */
function countNeeding({ input, decided, model }: LabelledPicture, mcus: readonly number[]): number {
  const open = mcus.filter((mcu) => decided.certified[mcu] === 0).slice(0, SEARCHED);
  if (open.length === 0) return 0;
  return searchFile(input, exactEnergy(model), (search) => {
    const picture = new SearchedPicture(input, decided, search);
    picture.startPass();
    const needing = open.filter((mcu) => !picture.solve(mcu, decided.witnessed, EFFORT));
    picture.restore();
    return needing.length;
  });
}
