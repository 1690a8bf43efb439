import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { Palette, PaletteClass, Rgb } from '../model/palette.ts';
import { channelDistance } from '../palette/channel-distance.ts';
import { buildForwardModel, type ForwardModel } from '../forward/forward-model.ts';
import { mcuBounds } from '../forward/mcu-bounds.ts';
import { mcuViolation } from '../forward/mcu-violation.ts';
import { jpegCodes } from '../forward/palette-codes.ts';
import { type JpegRepair, repairJpeg } from '../repair/repair-jpeg.ts';
import { type ShouldStop, throwIfStopped } from '../should-stop.ts';
import type { RepairPreset } from '../search/search-preset.ts';
import { fitColours } from './fit-colours.ts';
import { looseColours } from './solid-colours.ts';

/** Between so many classes the kernel searches; without it, it would take too long. */
const MOST_CLASSES = 255;
/** Labels that miss an MCU by more lack a colour there; by less, the search may just have failed. */
const SERIOUS_VIOLATION = 1;
/** A colour shows itself where it fills a square of so many pixels on a side. */
const SIDE = 3;
/** Looks for further colours, one after the other; none after one that brought fewer than this. */
const MOST_ROUNDS = 3;
const FEW_COLOURS = 3;
/** What VOC draws round objects: so thin that it fills nothing. */
const VOC_BORDER: Rgb = [224, 224, 192];
/** Nearer to it than this a colour may be the border's own. */
const BORDER_REACH = 8;
/** Blocks that the border must certify. */
const LEAST_OF_BORDER = 4;

/**
 * The colours of a JPEG of objects, as its coefficients tell them: levels that decoded pixels gave are fitted, and colours
 * added that no place shows solidly. An added one is real where an MCU that was missed by far without it is reproduced
 * with it: a wrong object would be worse than an uncertain place. Gives the palette back as it is where the file was
 * altered after it was drawn. Takes about as long as a fast search a few times over. Throws `cancelled` when
 * `shouldStop` turns true.
 */
export function settleColours(image: JpegImage, start: Palette, shouldStop: ShouldStop): Palette {
  const file: ObjectsFile = { image, shouldStop };
  const bordered = withBorder(file, start);
  if (bordered.classes.length > MOST_CLASSES) return bordered;
  const draft = label(file, bordered, 'draft');
  if (draft === undefined) return bordered;
  const drafted = fitColours(bordered, draft, shouldStop);
  if (draft.repair.signs !== undefined) {
    // What looks altered may have colours that are off, or missing.
    const again = label(file, drafted, 'draft');
    if (again === undefined || again.repair.signs !== undefined) return growColours(file, bordered, draft);
  }
  const searched = label(file, drafted, 'fast');
  if (searched === undefined) return drafted;
  const fitted = fitColours(drafted, searched, shouldStop);
  const settled = label(file, fitted, 'fast');
  return settled === undefined ? fitted : growColours(file, fitted, settled);
}

interface ObjectsFile {
  readonly image: JpegImage;
  readonly shouldStop: ShouldStop;
}

/** A file's labels by a palette, and the model that they are held against. */
interface LabelledFile {
  readonly model: ForwardModel;
  readonly labels: JpegRepair['labels'];
  readonly repair: JpegRepair;
}

/** Undefined where no model knows the file. */
function label({ image, shouldStop }: ObjectsFile, palette: Palette, preset: RepairPreset): LabelledFile | undefined {
  const repair = repairJpeg(image, { palette, preset, isOfFile: true }, shouldStop);
  const codes = jpegCodes(image, palette, 'colour');
  const model = buildForwardModel(image, codes, repair?.dct);
  return repair === undefined || model === undefined ? undefined : { model, labels: repair.labels, repair };
}

function withBorder(file: ObjectsFile, palette: Palette): Palette {
  if (palette.classes.some(({ rgb }) => channelDistance(rgb, VOC_BORDER) <= BORDER_REACH)) return palette;
  const wider = withColours(palette, [VOC_BORDER]);
  const without = label(file, palette, 'draft');
  const found = label(file, wider, 'draft');
  if (without === undefined || found === undefined) return palette;
  const gain = found.repair.certifiedBlocks - without.repair.certifiedBlocks;
  return gain >= LEAST_OF_BORDER && gain >= without.repair.edgeBlocks / 20 ? wider : palette;
}

/** Adds colours as long as there are some: where one object is known its neighbours are told better. */
function growColours(file: ObjectsFile, palette: Palette, before: LabelledFile): Palette {
  let grown = palette;
  let found: LabelledFile | undefined = before;
  for (let round = 0; round < MOST_ROUNDS && found !== undefined; round++) {
    const { classes } = grown;
    grown = addColours(file, grown, found);
    const isDone = grown.classes.length - classes.length < FEW_COLOURS || round + 1 === MOST_ROUNDS;
    found = isDone ? undefined : label(file, grown, 'fast');
  }
  return grown;
}

/** Adds the colours that explain what labels miss by far. */
function addColours(file: ObjectsFile, palette: Palette, before: LabelledFile): Palette {
  const { image, shouldStop } = file;
  const { mcusWide } = image;
  const isMissed = Uint8Array.from(before.repair.certified, (isCertified, mcu) => {
    const at = { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) };
    return isCertified === 0 && mcuViolation(before.model, at, before.labels) > SERIOUS_VIOLATION ? 1 : 0;
  });
  const known = palette.classes.map(({ rgb }) => rgb);
  const candidates = looseColours(image, known, { isMissed, shouldStop });
  if (candidates.length === 0 || known.length + candidates.length > MOST_CLASSES) return palette;
  const tried = tryColours(file, withColours(palette, candidates));
  if (tried === undefined) return palette;
  throwIfStopped(shouldStop);
  const shown = coloursShown(tried.found, isMissed);
  return { ...palette, classes: tried.palette.classes.filter((_, at) => at < known.length || shown.has(at)) };
}

/** Labels by a palette with candidates, once their colours are fitted; undefined where it does not explain the file. */
function tryColours(
  file: ObjectsFile,
  wider: Palette,
): { readonly palette: Palette; readonly found: LabelledFile } | undefined {
  const draft = label(file, wider, 'draft');
  if (draft === undefined || draft.repair.signs !== undefined) return undefined;
  const drafted = fitColours(wider, draft, file.shouldStop);
  const searched = label(file, drafted, 'fast');
  if (searched === undefined) return undefined;
  const palette = fitColours(drafted, searched, file.shouldStop);
  const found = label(file, palette, 'fast');
  return found === undefined || found.repair.signs !== undefined ? undefined : { palette, found };
}

/** Positions that fill a square in some MCU that was missed and is reproduced now. */
function coloursShown({ model, labels, repair }: LabelledFile, isMissed: Uint8Array): Set<number> {
  const shown = new Set<number>();
  for (let mcu = 0; mcu < isMissed.length; mcu++) {
    if (isMissed[mcu] === 0 || repair.certified[mcu] === 0) continue;
    for (const position of squaresIn(model, mcu, labels)) shown.add(position);
  }
  return shown;
}

function squaresIn(model: ForwardModel, mcu: number, labels: JpegRepair['labels']): Set<number> {
  const { width, mcusWide } = model.image;
  const { left, top, right, bottom } = mcuBounds(model, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) });
  const found = new Set<number>();
  for (let y = top; y + SIDE <= bottom; y++) {
    for (let x = left; x + SIDE <= right; x++) {
      if (isSquare(labels, { start: y * width + x, width })) found.add(labels[y * width + x]);
    }
  }
  return found;
}

function isSquare(
  labels: JpegRepair['labels'],
  { start, width }: { readonly start: number; readonly width: number },
): boolean {
  for (let row = 0; row < SIDE; row++) {
    for (let at = start + row * width; at < start + row * width + SIDE; at++) {
      if (labels[at] !== labels[start]) return false;
    }
  }
  return true;
}

/** A palette with further objects, as if they had been in the list from the beginning. */
export function withColours(palette: Palette, colours: readonly Rgb[]): Palette {
  const first = palette.classes.reduce((most, { slot, index }) => Math.max(most, slot, index), 0) + 1;
  const further = colours.map((rgb, place): PaletteClass => {
    return { slot: first + place, name: `object ${first + place}`, index: first + place, rgb, role: 'class' };
  });
  return { ...palette, classes: [...palette.classes, ...further] };
}
