import type { Palette, Rgb } from '../model/palette.ts';
import { ClassPool, type PooledClass, withoutSupport } from './class-pool.ts';
import type { ColourWitness, FileEvidence } from './file-evidence.ts';
import { kindOf } from './file-kind.ts';
import { MAX_CLASSES } from './formats/file-class.ts';
import { numberClasses } from './number-classes.ts';
import { narrowToFits, type OpenColour, openColours } from './open-colours.ts';
import { paletteError } from './palette-error.ts';
import { classesOfPatches } from './patch-classes.ts';
import { poolPatches } from './patch-pool.ts';
import { nothingSeen, type SecondLook } from './second-look.ts';
import { settleSoftColours } from './settle-soft-colours.ts';
import { withoutStrays } from './stray-colours.ts';
import { pooledThinClass } from './thin-class-pool.ts';
import { trueWitnesses } from './true-witnesses.ts';
import { findTwins, mergeTwins, type TwinClasses } from './twin-classes.ts';
import { widthOf, type ValueKind } from './witness-values.ts';

/**
 * The palette that a folder of masks was drawn with, from the evidence of its files.
 *
 * Colours of flat areas are pooled over the files, the most certain first: lossless masks, pictures without loss that
 * have soft edges, then lossy files from the finest quantiser to the coarsest, whose intervals narrow each other. Small
 * solid patches become classes where they cannot be the blends of edges. Of the colours that remain possible for a class
 * the likeliest is taken: a known data set's where one explains all classes, else the roundest.
 *
 * @throws MaskmendError invalid-palette where no file shows a flat colour, or where there are more classes than a
 *   palette holds.
 */
export function inferPalette(files: readonly FileEvidence[]): Palette {
  return inferClasses(files).palette;
}

export interface InferredClasses {
  readonly palette: Palette;
  /** What the classes are told apart by. */
  readonly kind: ValueKind;
  /** Classes that may have another colour. */
  readonly open: readonly OpenColour[];
  /** Classes that may be one and the same. */
  readonly twins: readonly TwinClasses[];
  /** The classes that the files show; the others are guessed. */
  readonly shown: readonly Rgb[];
}

/** As `inferPalette`, with what it leaves open; `seen` is what a second look told of that before. Throws as that does. */
export function inferClasses(files: readonly FileEvidence[], seen: SecondLook = nothingSeen): InferredClasses {
  const evidence = hasSharedColours(files) ? files.map(readAsLevels) : files;
  const kind: ValueKind = evidence.every(({ space }) => space === 'grey') ? 'levels' : 'colours';
  const pooled = mergeTwins(pooledClasses(evidence, kind), seen.merged, kind);
  const classes = [...pooled, ...seen.thin.map((thin) => pooledThinClass(thin, kind))];
  const all = classes.length > 1 ? classes : withHiddenClass(classes, { files: evidence, kind });
  if (all.length === 0) {
    throw paletteError('no file shows an area of one colour', 'name the palette, or leave photos out');
  }
  if (all.length > MAX_CLASSES) {
    throw paletteError(
      `the files show ${all.length} colours; a palette holds at most ${MAX_CLASSES}`,
      'leave photos out',
    );
  }
  narrowToFits(all, seen.fits, kind);
  const { palette, isOfPreset } = numberClasses(all, kind);
  // What a preset has besides is likelier than anything that could be found.
  const shown = palette.classes.filter(({ evidence: own }) => isOfPreset || own?.pixels !== 0);
  return {
    palette,
    kind,
    open: isOfPreset ? [] : openColours(all, palette, kind),
    twins: isOfPreset ? [] : findTwins(pooled, evidence, kind),
    shown: shown.map(({ rgb }) => rgb),
  };
}

/** Indexed files in which two indices have one colour: only the index tells the class. */
function hasSharedColours(files: readonly FileEvidence[]): boolean {
  const areIndexed = files.every(({ space }) => space === 'indexed');
  return areIndexed && files.some(({ witnesses, patches }) => hasRepetition([...witnesses, ...patches]));
}

function hasRepetition(witnesses: readonly ColourWitness[]): boolean {
  return new Set(witnesses.map(({ low }) => low.join())).size < witnesses.length;
}

/** Indices as the grey levels of a picture. */
function readAsLevels(file: FileEvidence): FileEvidence {
  const asLevel = ({ index = 0, pixels, areas }: ColourWitness): ColourWitness => {
    return { low: [index, 0, 0], high: [index, 0, 0], pixels, areas };
  };
  return { ...file, space: 'grey', witnesses: file.witnesses.map(asLevel), patches: file.patches.map(asLevel) };
}

function pooledClasses(files: readonly FileEvidence[], kind: ValueKind): PooledClass[] {
  const hard = files.filter((file) => kindOf(file) === 'hard');
  const soft = settleSoftColours(files.filter((file) => kindOf(file) === 'soft'));
  const lossy = files.filter((file) => kindOf(file) === 'lossy');
  const pool = new ClassPool(kind);
  for (const { space, witnesses } of hard) pool.addFile({ space, precision: 'exact' }, witnesses);
  for (const { space, witnesses } of soft) pool.addFile({ space, precision: 'decoded' }, witnesses);
  const known = pool.classes.map(({ values: [value] }) => value);
  for (const { space, patches } of hard) {
    const spots = soft.length > 0 ? withoutStrays(patches, { space, known, kind }) : patches;
    pool.addFile({ space, precision: 'exact' }, spots);
  }
  for (const file of lossy.toSorted((a, b) => uncertainty(a) - uncertainty(b))) {
    pool.addFile({ space: file.space, precision: 'bounded' }, trueWitnesses(file, kind));
  }
  const patches = poolPatches([...soft, ...lossy.map(withThinClass)]);
  return [...pool.classes, ...classesOfPatches(patches, pool.classes, kind)];
}

/** A class of lines is one more patch of its file. */
function withThinClass(file: FileEvidence): FileEvidence {
  return file.thinClass === undefined ? file : { ...file, patches: [...file.patches, file.thinClass] };
}

/** The widest interval of a file's witnesses. */
function uncertainty({ witnesses }: FileEvidence): number {
  return witnesses.reduce((most, witness) => Math.max(most, widthOf(witness)), 0);
}

/** Black and white, of which thin lines in a subsampled JPEG show one only. */
const WHITE = 0xffffff;
/** Edges between black and white come in more colours than this, even at quality 95; class numbers in fewer. */
const LEAST_EDGE_COLOURS = 8;

/**
 * Where lossy files show a single class, black or white, and yet more colours than that, the other one is drawn in lines
 * or specks too thin to fill anything: a mask of one class is no mask.
 */
function withHiddenClass(
  classes: readonly PooledClass[],
  { files, kind }: { files: readonly FileEvidence[]; kind: ValueKind },
): readonly PooledClass[] {
  const white = kind === 'levels' ? 255 : WHITE;
  const hasMore = files.some((file) => kindOf(file) === 'lossy' && file.distinctColours >= LEAST_EDGE_COLOURS);
  const only = classes.at(0)?.values;
  if (!hasMore || only === undefined || !(only.includes(0) || only.includes(white))) {
    return classes;
  }
  const other = only.includes(0) ? white : 0;
  return [...classes, { values: [other], precision: 'estimated', ...withoutSupport() }];
}
