import type { ObjectEvidence } from '../model/object-evidence.ts';
import type { MeaningChoice } from '../model/mask-meaning.ts';
import type { ObjectSource } from '../model/object-source.ts';
import { channelDistance } from '../palette/channel-distance.ts';
import type { ColourWitness, FileEvidence, Triple } from '../palette/file-evidence.ts';
import { kindOf } from '../palette/file-kind.ts';
import { packColour } from '../palette/packed-colour.ts';
import { isOfPreset } from '../palette/preset-match.ts';
import { middleOf, rgbNear } from '../palette/witness-values.ts';
import { arePanopticColours } from './panoptic-colours.ts';

/** A mask of a folder, and what it shows. */
export interface SeenMask {
  /** POSIX path, with the names of its folders as far as they are known. */
  readonly path: string;
  readonly evidence: FileEvidence;
}

/** How a mask names objects; the class of each is not told by the picture alone, but for numbers that are made of it. */
export type SeenObjects = Pick<ObjectSource, 'evidence' | 'reading' | 'classes' | 'leftOut' | 'isByValues'>;

/** Folders and files of objects; and names that say the contrary. */
const OBJECT_NAMES =
  /(^|[/_-])(segmentationobjects?|instances?|instance_?ids?|inst|panoptic|panseg_ids?|object_?ids?|object_masks?)([/_.-]|\d|$)/i;
const CLASS_NAMES = /segmentationclass|semantic|label_?ids|train_?ids|_color[._]|classes/i;

/** Values that are no objects: black, and VOC's border. */
const VOC_VOID = packColour([224, 224, 192]);

/**
 * Which masks of a folder name objects, not classes: by their names; by numbers that are made of class and count
 * (`class * 1000 + n`, `class * 256 + n`); by values that differ from file to file; by many values of one place each.
 * Undefined for those that name classes, or do not show what they name.
 */
export function recogniseObjects(folder: readonly SeenMask[]): (SeenObjects | undefined)[] {
  const seen = folder.map(readMask);
  const differing = tellDiffering(seen);
  return seen.map((mask) => {
    if (mask.distinct < 2 || CLASS_NAMES.test(lastParts(mask.path))) return undefined;
    const made = tellMade(mask);
    if (made !== undefined) return made;
    const named = OBJECT_NAMES.exec(lastParts(mask.path));
    if (named !== null) {
      return ofUnknownClass(mask, { kind: 'named', name: named[0].replaceAll(/^[/_-]|[/_.-]$/g, '') });
    }
    if (mask.values.length < 2) return undefined;
    const guess = tellPanoptic(mask) ?? differing ?? tellManyPlaces(mask);
    return guess && { ...guess, isByValues: true };
  });
}

/** Of masks anywhere, those that name objects, looked at folder by folder; without evidence a file tells nothing. */
export function recogniseByFolder(
  files: readonly { readonly path: string; readonly evidence: FileEvidence | undefined }[],
  choice: MeaningChoice,
): (SeenObjects | undefined)[] {
  const found = files.map((): SeenObjects | undefined => undefined);
  if (choice === 'classes') return found;
  const known = files.flatMap(({ path, evidence }, place) =>
    evidence === undefined ? [] : [{ path, evidence, place }],
  );
  for (const members of Map.groupBy(known, ({ path }) => path.replace(/[^/]*$/, '')).values()) {
    for (const [i, objects] of recogniseObjects(members).entries()) {
      const { place, path, evidence } = members[i];
      found[place] =
        objects ??
        (choice === 'objects' ? ofUnknownClass(readMask({ path, evidence }), { kind: 'chosen' }) : undefined);
    }
  }
  return found;
}

interface SeenValue {
  /** Index, level or packed colour; of a lossy file the middle of what it may be. */
  readonly value: number;
  readonly colour: Triple;
  readonly areas: number;
  /** Separate places, undefined where they are not known. */
  readonly places: number | undefined;
  readonly pixels: number;
}

interface ReadMask {
  readonly path: string;
  readonly space: FileEvidence['space'];
  readonly isHard: boolean;
  /** Colours, of which those of a lossy file are hardly any value of its own. */
  readonly distinct: number;
  readonly values: readonly SeenValue[];
}

function readMask({ path, evidence }: SeenMask): ReadMask {
  const isHard = kindOf(evidence) === 'hard';
  const shown = isHard ? [...evidence.witnesses, ...evidence.patches] : evidence.witnesses;
  const values = shown.map((witness) => toValue(witness, evidence.space, isHard));
  return {
    path,
    space: evidence.space,
    isHard,
    distinct: evidence.distinctColours,
    values: values.filter(({ value }) => value !== 0 && value !== VOC_VOID),
  };
}

function toValue(witness: ColourWitness, space: FileEvidence['space'], isHard: boolean): SeenValue {
  const { low, high, index, areas, pixels } = witness;
  const middle = middleOf({ low, high });
  const colour = space === 'grey' ? middle : rgbNear(middle, space);
  const value = space === 'grey' ? colour[0] : (index ?? packColour(colour));
  return { value, colour, areas, places: isHard ? areas : witness.places, pixels };
}

/** Folder and file: what lies above may be called anything. */
function lastParts(path: string): string {
  return path.split('/').slice(-3).join('/');
}

const ofUnknownClass = ({ space }: ReadMask, evidence: ObjectEvidence): SeenObjects => {
  return { evidence, reading: 'value', classes: { kind: 'unknown' }, leftOut: space === 'indexed' ? [0, 255] : [0] };
};

/** With fewer numbers than this, or more classes, they may be anything. */
const LEAST_MADE = 3;
const MOST_CLASSES = 255;

/** Levels of 16 bits that are class and count in one number. */
function tellMade({ space, isHard, values }: ReadMask): SeenObjects | undefined {
  const numbers = values.map(({ value }) => value).sort((a, b) => a - b);
  const highest = numbers.at(-1) ?? 0;
  if (space !== 'grey' || !isHard || highest < 256 || areCounted(numbers)) return undefined;
  for (const by of [1000, 256] as const) {
    if (isMadeBy(numbers, by)) {
      const example = numbers.find((number) => number >= by) ?? highest;
      const evidence = { kind: 'made', by, example } as const;
      return {
        evidence,
        reading: 'value',
        classes: { kind: 'quotient', by, indices: indicesIn(numbers, by) },
        leftOut: [],
      };
    }
  }
  return undefined;
}

/** Counted through from the lowest: every number is an object of its own. */
function areCounted(numbers: readonly number[]): boolean {
  return numbers.length > (numbers[numbers.length - 1] - numbers[0] + 1) / 2;
}

function indicesIn(numbers: readonly number[], by: number): number[] {
  return [...new Set([0, ...numbers.map((number) => (number >= by ? Math.floor(number / by) : number))])];
}

/** Counts begin low in every class, and hardly leave any out. */
function isMadeBy(numbers: readonly number[], by: number): boolean {
  const counted = numbers.filter((number) => number >= by);
  const groups = Map.groupBy(counted, (number) => Math.floor(number / by));
  if (counted.length === 0 || groups.size > MOST_CLASSES || Math.max(...groups.keys()) > MOST_CLASSES) return false;
  if (numbers.some((number) => number < by && number > MOST_CLASSES)) return false;
  const isDense = [...groups.values()].every((members) => {
    const highest = Math.max(...members.map((number) => number % by));
    return highest <= 2 * members.length + 2;
  });
  return isDense && (counted.length >= LEAST_MADE || numbers.length > counted.length);
}

/** So many files, so many values over all, and this share of the values in one file only. */
const LEAST_FILES = 2;
const LEAST_VALUES = 24;
const SINGLE_SHARE = 0.75;
/** Objects lie in one place, now and then in two. */
const MOST_AREAS = 2.5;
/** Colours this near to each other may be one, seen in two JPEGs. */
const SAME_COLOUR = 6;

/** Values that are new in nearly every file. */
function tellDiffering(seen: readonly ReadMask[]): SeenObjects | undefined {
  const masks = seen.filter(({ values, path }) => values.length > 1 && !CLASS_NAMES.test(lastParts(path)));
  const all = masks.flatMap(({ values }, file) => values.map(({ colour }) => ({ file, colour })));
  if (masks.length < LEAST_FILES || all.length < LEAST_VALUES || all.length > MOST_COMPARED) return undefined;
  if (masks.every(({ space }) => space === 'grey') || areOfPreset(masks)) return undefined;
  const isSingle = ({ file, colour }: (typeof all)[number]): boolean => {
    return !all.some((other) => other.file !== file && channelDistance(other.colour, colour) <= SAME_COLOUR);
  };
  const single = all.filter(isSingle).length;
  const hard = masks.filter(({ isHard }) => isHard).flatMap(({ values }) => values);
  const areas = hard.reduce((sum, value) => sum + value.areas, 0) / Math.max(1, hard.length);
  if (single < SINGLE_SHARE * all.length || areas > MOST_AREAS) return undefined;
  return ofUnknownClass(masks[0], { kind: 'differing', single, all: all.length });
}

/** Values that are compared with each other; of more, the first few hundred files would tell the same. */
const MOST_COMPARED = 20_000;

/** So many values in one file, and this share of them in one place each. */
const LEAST_PLACES = 16;
const PLACED_SHARE = 0.75;

function tellPanoptic(mask: ReadMask): SeenObjects | undefined {
  if (mask.space === 'grey' || !arePanopticColours(mask.values.map(({ colour }) => colour))) return undefined;
  return ofUnknownClass(mask, { kind: 'coco-colours' });
}

function tellManyPlaces(mask: ReadMask): SeenObjects | undefined {
  const { values } = mask;
  if (values.length < LEAST_PLACES || areOfPreset([mask])) return undefined;
  const placed = values.filter(({ places }) => places === 1).length;
  if (placed < PLACED_SHARE * values.length) return undefined;
  return ofUnknownClass(mask, { kind: 'placed', placed, all: values.length });
}

/** Classes of a known data set are classes, however many. */
function areOfPreset(masks: readonly ReadMask[]): boolean {
  const isColour = masks.every(({ space }) => space !== 'grey');
  return isColour && isOfPreset(masks.flatMap(({ values }) => values.map(({ colour }) => colour)));
}
