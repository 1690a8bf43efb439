import { decideByEncoder } from '../decide/decide-by-encoder.ts';
import { groupFlatMcus } from '../forward/flat-groups.ts';
import { lineUpMcus } from '../jpeg/crop-mcus.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { Palette, Rgb } from '../model/palette.ts';
import { missedCoefficients, type ToldCoefficients } from '../search/missed-coefficients.ts';
import { RandomNumbers } from '../search/random-numbers.ts';
import { exactEnergy } from '../search/search-energy.ts';
import { searchFile } from '../search/search-file.ts';
import { SearchedPicture } from '../search/searched-picture.ts';
import { type ShouldStop, throwIfStopped } from '../should-stop.ts';
import { areApart } from './are-apart.ts';
import { chooseReading } from './choose-reading.ts';

/** MCUs that are searched, evenly from all over the picture, and how hard. */
const TRIED = 24;
const EFFORT = { runs: 8, proposals: 1000 } as const;
/** Most pictures that hold no labels show it in the first few. */
const FIRST = 6;
/** Of fewer nothing is said. */
const LEAST = 6;

/** With more classes, or classes that lie closer in what the file keeps of them, labels come near to any picture. */
const MOST_CLASSES = 32;
const APART = 24;

/**
 * The share of coefficients missed, and what part of that it is which is missed with signs cast anew. Of
 * 286 masks, drawn as noise, dither, checks and stripes, of which next to no MCU was reproduced, at most 0.35 and mostly
 * less than 0.4; 4116 photographs and pictures like them, each held against palettes of 2 to 24 classes, missed nearly all
 * or no less than 0.52. What lies between comes out hardly better than by nearest colours, which are better themselves
 * where every pixel has a chroma of its own; as does what labels come near to with any signs.
 */
const MOST_MISSED = 0.4;
const MOST_MISSED_FIRST = 0.5;
const MOST_OF_CHANCE = { sharedChroma: 0.43, ownChroma: 0.36 } as const;
const LEAST_BY_CHANCE = 0.3;
/**
 * Of MCUs so many are nearer than by chance, each to so much. Of a sharpened photograph, held against its own colours at
 * quality 50, what is black or white throughout is: 17 of 24; of masks 20 and more.
 */
const LEAST_NEARER = 5 / 6;
const NEARER = 0.6;

/**
 * Whether a JPEG holds labels of a palette, though a brief search reproduces hardly an MCU of it, as where they are
 * scattered pixel by pixel. Nearness alone does not tell: what was quantised coarsely, labels can come near to without
 * having been there. So they are sought as well in what the file would be with its signs cast anew, a picture as rough
 * as it that nobody labelled; those that are there lie far nearer than such. Throws `cancelled` when `shouldStop` turns true.
 */
export function holdsLabels(image: JpegImage, palette: Palette, shouldStop: ShouldStop): boolean {
  const mcus = wholeEdgeMcus(image);
  if (mcus.length < LEAST || !areTellable(image, palette)) return false;
  const search = (part: JpegImage) => searchBriefly(part, palette, shouldStop);
  if (missedShare(search(lineUpMcus(image, spread(mcus, FIRST)))) > MOST_MISSED_FIRST) return false;
  const part = lineUpMcus(image, spread(mcus, TRIED));
  const found = search(part);
  if (missedShare(found) > MOST_MISSED) return false;
  const byChance = search(withSignsCast(part));
  const isShared = image.maxHorizontalSampling * image.maxVerticalSampling > 1;
  const most = MOST_OF_CHANCE[isShared ? 'sharedChroma' : 'ownChroma'];
  const chance = missedShare(byChance);
  if (chance < LEAST_BY_CHANCE || missedShare(found) > most * chance) return false;
  const nearer = found.filter((own, at) => missedShare([own]) <= NEARER * missedShare([byChance[at]]));
  return nearer.length >= LEAST_NEARER * found.length;
}

/** The share, 0..1, of all coefficients told; 1 where there are none. */
function missedShare(found: readonly ToldCoefficients[]): number {
  const told = found.reduce((sum, own) => sum + own.told, 0);
  return told === 0 ? 1 : found.reduce((sum, own) => sum + own.missed, 0) / told;
}

function areTellable({ colourModel }: JpegImage, { classes }: Palette): boolean {
  const isGrey = colourModel === 'grey';
  const shown = classes.map(({ rgb, index }): Rgb => (isGrey && !isGreyOf(rgb) ? [index, index, index] : rgb));
  return classes.length <= MOST_CLASSES && areApart(shown, APART);
}

function isGreyOf([red, green, blue]: Rgb): boolean {
  return red === green && green === blue;
}

/** MCUs that are not of one colour and do not reach beyond the picture. */
function wholeEdgeMcus(image: JpegImage): number[] {
  const { groups } = groupFlatMcus(image);
  const wholeWide = Math.floor(image.width / (8 * image.maxHorizontalSampling));
  const wholeHigh = Math.floor(image.height / (8 * image.maxVerticalSampling));
  const mcus: number[] = [];
  groups.forEach((group, mcu) => {
    const isWhole = mcu % image.mcusWide < wholeWide && Math.floor(mcu / image.mcusWide) < wholeHigh;
    if (group === 0 && isWhole) mcus.push(mcu);
  });
  return mcus;
}

function spread(mcus: readonly number[], count: number): number[] {
  if (mcus.length <= count) return [...mcus];
  return Array.from({ length: count }, (_, at) => mcus[Math.floor(((at + 0.5) * mcus.length) / count)]);
}

/** The same picture with the sign of every AC coefficient left to chance. */
function withSignsCast(image: JpegImage): JpegImage {
  const random = new RandomNumbers();
  random.seed(1);
  return { ...image, components: image.components.map((part) => ({ ...part, pool: part.pool.map(castSign) })) };
  function castSign(value: number): number {
    return random.below(2) === 0 ? value : -value;
  }
}

/** What labels miss after a brief search in every MCU; nothing is told where no forward model fits. */
function searchBriefly(image: JpegImage, palette: Palette, shouldStop: ShouldStop): readonly ToldCoefficients[] {
  throwIfStopped(shouldStop);
  const read = chooseReading(image, palette);
  if (read === undefined) return [];
  const { input, decided } = decideByEncoder({ ...read, shouldStop });
  return searchFile(input, exactEnergy(input.model), (search) => {
    const picture = new SearchedPicture(input, decided, search);
    const anyClass = decided.witnessed.slice().fill(1);
    picture.startPass();
    for (const mcu of picture.open) picture.solve(mcu, anyClass, EFFORT);
    return missedCoefficients(input.model, picture.labels);
  });
}
