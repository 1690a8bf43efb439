import type { ClosePair } from '../../../shared/contract/class-schemas.ts';
import type { ProblemKind } from '../../../shared/model/problem.ts';
import type { ClassEvidence } from '../../../shared/model/palette.ts';
import { formatCount, formatCounted } from '../format.ts';
import { shownLastPart } from '../shown-path.ts';

export const classesText = {
  empty: 'No classes yet',
  emptyHint:
    'The classes can be found from what the masks show, taken from a known data set, or read from a class list that you have.',
  infer: 'Find from the masks',
  inferAgain: 'Find again',
  inferring: 'Looking at the masks…',
  inferFailed: 'The classes could not be found',
  inferred: (classes: string) => `Found ${classes}`,
  inferredFrom: (files: string) => `From the flat areas of ${files} masks.`,
  preset: 'Preset',
  presetFailed: 'The preset could not be taken',
  presetClasses: (count: string) => `${count} classes`,
  import: 'Import…',
  importTitle: 'Pick a class list or an indexed PNG',
  importFailed: 'The class list could not be read',
  export: 'Export',
  exportTitle: 'Save the class list',
  exportFailed: 'The class list could not be saved',
  exported: 'Class list saved',
  add: 'Add class',
  merge: (count: string) => `Merge ${count}`,
  renumber: 'Number them 0, 1, 2 … as they stand',
  editFailed: 'The classes could not be changed',
  merged: (from: string, into: string) => `${from} merged into ${into}`,
  needRepair: (masks: string) => `${masks} to be repaired again`,
  needRepairHint: (names: string) =>
    `${names}. What you painted stays. Until then their results are shown as out of date.`,
  repairThem: 'Repair them now',
  relabelled: (masks: string) => `${masks} changed at once, without the engine`,
  affectedTitle: 'This reaches into repaired masks',
  affectedMerge: (from: string, into: string) => `All of ${from} becomes ${into}.`,
  affectedRepair: (masks: number, names: readonly string[]) =>
    `${formatCounted(masks, 'mask')} ${masks === 1 ? 'has' : 'have'} to be repaired again: ${listed(names, masks)}.`,
  affectedRelabel: (masks: number, names: readonly string[]) =>
    `${formatCounted(masks, 'mask')} ${masks === 1 ? 'changes' : 'change'} at once, without the engine: ${listed(names, masks)}.`,
  affectedDecisions: (count: number) =>
    `${formatCounted(count, 'decision')} ${count === 1 ? 'becomes' : 'become'} undecided again.`,
  affectedUntouched: (masks: number) =>
    `${formatCounted(masks, 'repaired mask')} ${masks === 1 ? 'stays as it is' : 'stay as they are'}.`,
  affectedUndo: 'What you painted stays. Undo brings everything back.',
  affectedAct: 'Change the classes',
  sources: {
    found: 'found from the masks',
    ofObjects: 'found from masks that name objects',
    preset: (name: string) => `preset ${name}`,
    file: (name: string) => `from the file ${name}`,
    colourTable: 'from a colour table',
  },
  source: (source: string, coding: string) => `${source}; the masks hold ${coding}`,
  table: 'Classes',
  columns: {
    select: 'Select',
    order: 'Order',
    colour: 'Colour',
    name: 'Name',
    index: 'Index',
    role: 'Role',
    share: 'Share of pixels',
    files: 'Masks',
    evidence: 'Evidence',
    lock: 'Lock',
    acts: 'Acts',
  },
  nameOf: (name: string) => `Name of ${name}`,
  indexOf: (name: string) => `Exported index of ${name}`,
  roleOf: (name: string) => `Role of ${name}`,
  selectClass: (name: string) => `Select ${name}`,
  move: (name: string) => `Move ${name} (Alt and arrow keys, or drag)`,
  colourOf: (name: string, hex: string) => `Colour of ${name}: ${hex}`,
  lock: (name: string) => `Lock ${name}`,
  unlock: (name: string) => `Unlock ${name}`,
  actsOf: (name: string) => `More about ${name}`,
  hex: 'Hex',
  saturation: 'Saturation and brightness',
  hue: 'Hue',
  badHex: 'Six hexadecimal digits',
  fromMask: 'Pick from a mask…',
  setColour: 'Set colour',
  meaning: 'Where the colour counts',
  meanings: { shown: 'Shown', source: 'In the masks', both: 'Both' },
  meaningHints: {
    shown: 'How the class is shown and exported. No mask is touched.',
    source: 'What the pixels of the masks hold. Masks with it are repaired again.',
    both: 'Shown so, and held so by the masks.',
  },
  sourceColour: (hex: string) => `In the masks: ${hex}`,
  split: 'Split…',
  remove: 'Remove',
  showFiles: 'Show its masks',
  mergeInto: 'Merge into',
  noEvidence: 'none yet',
  /** Of `all` files that were looked at. */
  evidence: ({ files, spread, isThin }: ClassEvidence, all: number) => {
    if (isThin === true) return `fills no area; edges in ${formatCounted(files, 'file')} show it`;
    const levels = Math.ceil(spread);
    const within = levels === 0 ? 'exactly' : `within ${formatCounted(levels, 'level')}`;
    return `flat areas in ${formatCount(files)} of ${formatCounted(Math.max(all, files), 'file')} agree ${within}`;
  },
  formAdd: 'Add a class',
  formSplit: (name: string) => `Split ${name}`,
  splitHint:
    'The new class takes the pixels that are nearer to its colour. Masks that hold the old one are repaired again.',
  name: 'Name',
  role: 'Role',
  colour: 'Colour',
  create: 'Add',
  splitAct: 'Split',
  splitName: (name: string, count: number) => `${name} ${count}`,
  addedName: (count: number) => `class ${count}`,
  panels: { unclaimed: 'Unclaimed colours', pairs: 'Close pairs', warnings: 'Warnings' },
  panelBorder: 'Width of the hints',
  unclaimedHint: 'Colours of flat areas that no class claims, the most frequent first.',
  noUnclaimed: 'Every colour of the flat areas belongs to a class.',
  unclaimedFacts: (pixels: string, files: string) => `${pixels} px in ${files}`,
  nearest: (name: string, levels: number) => `nearest: ${name}, ${levels} ${levels === 1 ? 'level' : 'levels'} away`,
  newClass: 'New class',
  belongsTo: 'Belongs to…',
  belongsHint: 'The class claims this colour as well',
  places: 'Places',
  noPlaces: 'No place of this colour in this mask.',
  inFile: (path: string, pixels: string) => `${path} (${pixels} px)`,
  noPairs: 'No two classes are so close that a JPEG would mix them up.',
  pairsHint: 'A JPEG makes these hard or impossible to tell apart. Recolour one, or merge them, before more is saved.',
  danger: { same: 'same colour', hopeless: 'cannot be told apart', risky: 'may be mixed up' } satisfies Record<
    ClosePair['danger'],
    string
  >,
  dangerOf: ({ danger, distance, quality, isOfChroma }: ClosePair) => {
    if (danger === 'same') return 'the first gets every pixel';
    if (danger === 'hopeless') return `they fall together in a JPEG of quality ${quality}`;
    if (isOfChroma) return 'of one brightness, or nearly: a JPEG of reduced chroma blurs them where they meet';
    return `${formatCounted(distance, 'level')} apart, which a JPEG of quality ${quality} blurs at boundaries`;
  },
  mergeTwo: 'Merge',
  noWarnings: 'Nothing to warn about.',
  warningFixes: {
    'background-not-first': 'Put the background first and number all anew',
    'palette-order': 'Number them 0, 1, 2 … as they stand',
  } satisfies Partial<Record<ProblemKind, string>>,
  eyedropperTitle: 'Pick a colour from a mask',
  eyedropperHint: 'Click a pixel. Keys: arrows move the cross, Enter picks.',
  eyedropperMask: 'Mask',
  eyedropperAt: (x: number, y: number) => `${x}, ${y}`,
  take: (hex: string) => `Take ${hex}`,
  listed,
  /** A class that masks out of date still hold. */
  removed: (slot: string) => `removed class (${slot})`,
};

/** Names may be long ones. */
const MOST_LISTED = 3;

/** `a.png, b.png and 12 more`, of files by their paths. */
function listed(paths: readonly string[], count: number): string {
  const names = paths.slice(0, MOST_LISTED).map((path) => shownLastPart(path));
  const more = count - names.length;
  return names.join(', ') + (more > 0 ? ` and ${formatCount(more)} more` : '');
}
