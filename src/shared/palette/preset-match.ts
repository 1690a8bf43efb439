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

/** Fewer colours than this that are not everybody's first choice prove nothing. */
const LEAST_TELLING_COLOURS = 3;

/** The classes of a preset that the given ones are, in their order. */
export interface PresetMatch {
  readonly classes: readonly PresetClass[];
  /** False where the numbers are the preset's but the names may be anything. */
  readonly hasNames: boolean;
}

/**
 * The preset that explains every class: one of its colours for each, at the index that indexed files give it, with
 * enough colours among them that are not mere black, white, grey or primaries. Undefined where none does.
 */
export function matchPreset(clues: readonly ColourClue[]): PresetMatch | undefined {
  for (const preset of colourPresets) {
    const classes = explain(clues, preset);
    if (classes !== undefined && classes.filter(isTelling).length >= LEAST_TELLING_COLOURS) {
      return { classes, hasNames: !(preset === vocClasses && isStartOfColourMap(classes)) };
    }
  }
  return undefined;
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

/**
 * The first colours of VOC's colour map without a gap: many tools give them to whatever classes there are. All twenty of
 * them are VOC.
 */
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

function isStartOfColourMap(matched: readonly PresetClass[]): boolean {
  const indices = matched.map(({ index }) => index).filter((index) => index > 0 && index !== VOC_VOID_INDEX);
  const highest = indices.reduce((most, index) => Math.max(most, index), 0);
  return highest === indices.length && highest < 20;
}

/** Primaries, greys, and colours of 0 and 255 only are in every palette. */
function isTelling({ rgb: [red, green, blue] }: PresetClass): boolean {
  return !(red === green && green === blue) && [red, green, blue].some((channel) => channel !== 0 && channel !== 255);
}
