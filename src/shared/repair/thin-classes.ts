import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { findFreeColours } from '../decide/free-colours.ts';
import { type LabelledPicture, labelPictures } from '../decide/label-pictures.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import { mcuViolation } from '../forward/mcu-violation.ts';
import type { Triple } from '../palette/file-evidence.ts';
import type { ThinClass } from '../palette/thin-class-pool.ts';
import type { ShouldStop } from '../should-stop.ts';
import { cutWindows } from './telling-windows.ts';
import { type KnownLevels, tryThinClass } from './thin-trial.ts';

/** Between more classes labels take too long, and there is hardly a colour left that is none of their blends. */
const MOST_CLASSES = 48;
/** Colours that are tried at once. */
const MOST_TRIED = 6;
/** What was found may be the ground of more: so often is looked. */
const ROUNDS = 3;
/** Of the edge MCUs of a file that was saved once first labels reproduce this share and more, of others next to none. */
const FAITHFUL_SHARE = 0.15;
/** Labels that miss an MCU by so much (`mcuViolation`) do not explain it. */
const SERIOUS_VIOLATION = 1;

interface Pictures {
  readonly images: readonly JpegImage[];
  /** The number of the file that each is of. */
  readonly fileOf: readonly number[];
}

/**
 * Classes that fill no area in any file: lines, poles, specks. Where they meet a known class their colours are guessed
 * (`findFreeColours`), in the MCUs that the known ones do not explain; then their levels are fitted, and those stay that
 * reproduce MCUs which nothing else does (`tryThinClass`).
 *
 * `files`: parts of files, all with the same components; `known`: the levels of the classes that are known. Throws
 * `cancelled` when `shouldStop` turns true.
 */
export function findThinClasses(
  files: readonly (readonly JpegImage[])[],
  known: readonly Triple[],
  shouldStop: ShouldStop,
): readonly ThinClass[] {
  const images = files.flat();
  const fileOf = files.flatMap((own, file) => own.map(() => file));
  const found: ThinClass[] = [];
  for (let round = 0; round < ROUNDS && known.length + found.length <= MOST_CLASSES; round++) {
    const further = findFurther(
      { images, fileOf },
      { shown: known, thin: found.map((thin) => thin.levels) },
      shouldStop,
    );
    if (further.length === 0) break;
    found.push(...further);
  }
  return found.length === 0 ? [] : inFaithfulFiles(found, { images, fileOf }, { known, shouldStop });
}

/**
 * The classes that files show which are reproduced by and large: in one that was resized, a blend that is the same in a few
 * places is reproduced there, and nothing else is.
 */
function inFaithfulFiles(
  found: readonly ThinClass[],
  { images, fileOf }: Pictures,
  { known, shouldStop }: { readonly known: readonly Triple[]; readonly shouldStop: ShouldStop },
): readonly ThinClass[] {
  const labelled = labelPictures(images, [...known, ...found.map(({ levels }) => levels)], shouldStop) ?? [];
  const edges = new Map<number, number>();
  const certified = new Map<number, number>();
  labelled.forEach(({ input, decided }, place) => {
    const file = fileOf[place];
    edges.set(file, (edges.get(file) ?? 0) + input.flatGroups.edgeCount);
    certified.set(file, (certified.get(file) ?? 0) + decided.certifiedBlocks);
  });
  const isFaithful = (file: number): boolean => {
    return (certified.get(file) ?? 0) >= FAITHFUL_SHARE * (edges.get(file) ?? 0);
  };
  return found.filter(({ files }) => files.some(isFaithful));
}

function findFurther(
  { images, fileOf }: Pictures,
  { shown, thin }: KnownLevels,
  shouldStop: ShouldStop,
): readonly ThinClass[] {
  const known = [...shown, ...thin];
  // Without labels, which take longer: mostly there is nothing.
  const anywhere = findFreeColours(
    images.map((image) => ({ image, isToLook: () => true })),
    known,
  );
  const labelled = anywhere.length === 0 ? undefined : labelPictures(images, known, shouldStop);
  if (labelled === undefined) return [];
  const unexplained = labelled.map(findUnexplained);
  const free = findFreeColours(
    images.map((image, place) => ({ image, isToLook: (mcu) => unexplained[place].has(mcu) })),
    known,
  ).slice(0, MOST_TRIED);
  const found: ThinClass[] = [];
  for (const colour of free) {
    const windows = cutWindows({ images, fileOf }, colour);
    const [first, second, third] = colour.colour;
    const guess: Triple = [Math.round(first), Math.round(second), Math.round(third)];
    const before = [...thin, ...found.map(({ levels }) => levels)];
    const own = tryThinClass(windows, { shown, thin: before, colour: guess }, shouldStop);
    if (own !== undefined) found.push(own);
  }
  return found;
}

/** The edge MCUs that labels miss by far. */
function findUnexplained({ model, input, decided }: LabelledPicture): ReadonlySet<number> {
  const { mcusWide } = model.image;
  const found = new Set<number>();
  input.flats.kinds.forEach((kind, mcu) => {
    if (kind !== mcuKinds.edge || decided.certified[mcu] === 1) return;
    const place = { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) };
    if (mcuViolation(model, place, decided.labels) >= SERIOUS_VIOLATION) found.add(mcu);
  });
  return found;
}
