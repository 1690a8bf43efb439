import { camvid11Classes, camvidClasses } from './presets/camvid.ts';
import { ade20kClasses } from './presets/ade20k.ts';
import { cityscapesClasses } from './presets/cityscapes.ts';
import type { PresetClass } from './presets/preset-class.ts';
import { VOC_VOID_INDEX, vocClasses } from './presets/voc.ts';
import { channelDistance } from './channel-distance.ts';
import type { Triple } from './file-evidence.ts';
import { packColour, unpackColour } from './packed-colour.ts';

/** What is known of a class that is compared with the presets. */
export interface ColourClue {
  /** The packed colours it may have. */
  readonly values: readonly number[];
  /** How far the true colour may be from them, in levels. */
  readonly slack: number;
  /** The colour they surround; of two possible ones the nearer is taken. */
  readonly middle: Triple;
  /** The index that indexed files give it. */
  readonly index?: number | undefined;
}

/** The smaller presets first: they explain the same colours with fewer classes that nobody saw. */
const colourPresets: readonly (readonly PresetClass[])[] = [
  camvid11Classes,
  cityscapesClasses,
  vocClasses,
  camvidClasses,
  ade20kClasses,
];

/** Colours seen in lossy files are off by so many levels. */
const DECODED_SLACK = 4;

/** Fewer colours than this that are not everybody's first choice prove nothing. */
const LEAST_TELLING_COLOURS = 3;

/** The classes of a preset that the given ones are, in their order. */
export interface PresetMatch {
  readonly classes: readonly PresetClass[];
  /** False where the numbers are the preset's but the names may be anything. */
  readonly hasNames: boolean;
  /** Classes of the preset that no file shows, though their numbers lie among those shown. */
  readonly gaps: readonly PresetClass[];
}

/**
 * The preset that explains every class: one of its colours for each, at the index that indexed files give it, with
 * enough colours among them that are not mere black, white, grey or primaries. Undefined where none does.
 * `mayMissClasses`: files may hold classes that are too small to be seen in them.
 */
export function matchPreset(clues: readonly ColourClue[], mayMissClasses = false): PresetMatch | undefined {
  for (const preset of colourPresets) {
    const classes = explain(clues, preset);
    if (classes !== undefined && classes.filter(isTelling).length >= LEAST_TELLING_COLOURS) {
      const gaps = preset === vocClasses ? gapsInColourMap(classes, mayMissClasses) : undefined;
      return { classes, hasNames: gaps === undefined, gaps: gaps ?? [] };
    }
  }
  return undefined;
}

/** Colours of known data sets whose masks name classes. VOC's are not among them: they are given to objects as well. */
const classPresets = colourPresets.filter((preset) => preset !== vocClasses);

/** True where all colours are those of one known data set's classes, to a few levels. */
export function isOfPreset(colours: readonly Triple[]): boolean {
  return classPresets.some((preset) =>
    colours.every((colour) => preset.some(({ rgb }) => channelDistance(rgb, colour) <= DECODED_SLACK)),
  );
}

function explain(clues: readonly ColourClue[], preset: readonly PresetClass[]): readonly PresetClass[] | undefined {
  const matched: PresetClass[] = [];
  for (const clue of clues) {
    const possible = preset.filter((entry) => !matched.includes(entry) && isPossible(entry, clue));
    const found = nearest(possible, clue.middle);
    if (found === undefined) {
      return undefined;
    }
    matched.push(found);
  }
  return matched;
}

/** The first of those that are nearest. */
function nearest(classes: readonly PresetClass[], colour: Triple): PresetClass | undefined {
  const distances = classes.map(({ rgb }) => channelDistance(rgb, colour));
  return classes.at(distances.indexOf(distances.reduce((least, one) => Math.min(least, one), Infinity)));
}

function isPossible({ rgb, index }: PresetClass, clue: ColourClue): boolean {
  if (clue.index !== undefined && clue.index !== index) {
    return false;
  }
  return clue.slack === 0
    ? clue.values.includes(packColour(rgb))
    : clue.values.some((value) => channelDistance(unpackColour(value), rgb) <= clue.slack);
}

/** So many numbered classes, and this share of all up to the highest, tell that the missing ones are there too. */
const LEAST_NUMBERED = 6;
const LEAST_SHARE_NUMBERED = 0.8;

/**
 * The colours missing from the start of VOC's colour map, which many tools give to whatever classes there are; undefined
 * where the classes are no such start. Of a long one a few may be missing: classes too thin to fill anything. Void and
 * all twenty are VOC itself.
 */
function gapsInColourMap(matched: readonly PresetClass[], mayMissClasses: boolean): readonly PresetClass[] | undefined {
  const indices = new Set(matched.map(({ index }) => index).filter((index) => index > 0));
  const hasVoid = indices.delete(VOC_VOID_INDEX);
  const highest = Math.max(0, ...indices);
  if (highest >= 20) return undefined;
  const gaps = vocClasses.filter(({ index }) => index > 0 && index < highest && !indices.has(index));
  const isLong = indices.size >= LEAST_NUMBERED && indices.size >= LEAST_SHARE_NUMBERED * highest;
  return gaps.length === 0 || (mayMissClasses && isLong && !hasVoid) ? gaps : undefined;
}

/** Primaries, greys, and colours of 0 and 255 only are in every palette. */
function isTelling({ rgb: [red, green, blue] }: PresetClass): boolean {
  return !(red === green && green === blue) && [red, green, blue].some((channel) => channel !== 0 && channel !== 255);
}
