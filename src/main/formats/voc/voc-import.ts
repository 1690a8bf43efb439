import type { Dataset, DatasetItem, DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { packColour } from '../../../shared/palette/packed-colour.ts';
import { presetPalette } from '../../../shared/palette/presets.ts';
import { vocVoidColour } from '../../../shared/palette/presets/voc.ts';
import { countWithNoun } from '../../../shared/words.ts';
import type { ImportOptions } from '../format.ts';
import { codingOf, paletteOfNames, type NamedClass } from '../reading/class-table.ts';
import {
  type FoundPalette,
  listedWithoutMask,
  missingPhotos,
  readPaletteOf,
  readSplitLists,
  treeProblems,
} from '../reading/item-list.ts';
import { masksBelow, pictureFinder } from '../reading/photos.ts';
import { stemOf } from '../tree/safe-name.ts';
import { filesBelow, inside, parentsOf, readText, type SourceTree } from '../tree/source-tree.ts';

/**
 * Classes from `labelmap.txt`, `class_names.txt` (labelme's converter), else the palette given, else VOC's own. Masks are
 * indexed or in the colours of their classes; 255 is void and stays void.
 */
export async function openVoc(tree: SourceTree, options: ImportOptions): Promise<Dataset> {
  const [root, ...others] = parentsOf(tree, 'SegmentationClass');
  const { palette, problems } = await vocPalette(tree, root, options);
  const folder = pictureFolder(tree, root, 'SegmentationClass');
  const found = masksBelow(tree, folder);
  const isMask = pictureFinder(tree, folder);
  const lists = await readSplitLists(splitFiles(tree, root), tree.limits, (stem) => isMask(stem) !== undefined);
  const items = vocItems(tree, root, { palette, splitOf: lists.splitOf, masks: found.masks, folder });
  return {
    format: 'voc',
    palette,
    items,
    problems: [
      ...treeProblems(tree),
      ...problems,
      ...found.problems,
      ...masksBeside(tree, root, folder),
      ...lists.problems,
      ...listedWithoutMask(lists, items, root),
      ...missingPhotos(items),
    ],
    notes: others.map((other) => `there is one more dataset in ${other}; it is left out`),
  };
}

/** labelme's converter, up to version 5.2, put arrays into the folder of this name, and the pictures into one beside it. */
function pictureFolder(tree: SourceTree, root: string, name: string): string {
  const folder = inside(root, name);
  const hasPictures = (path: string): boolean => masksBelow(tree, path).masks.length > 0;
  return !hasPictures(folder) && hasPictures(`${folder}PNG`) ? `${folder}PNG` : folder;
}

/** Tells of further masks of the same photos, as in SegmentationClassAug; labelme draws pictures for people, too. */
function masksBeside(tree: SourceTree, root: string, taken: string): DatasetProblem[] {
  const start = root === '' ? 0 : root.length + 1;
  const names = new Set(filesBelow(tree, root).map(({ name }) => name.slice(start).split('/')[0]));
  const folders = [...names].filter((name) => /^SegmentationClass(?!.*Visuali[sz]ation)/i.test(name));
  return folders.flatMap((name) => {
    const file = inside(root, name);
    const count = file === taken ? 0 : masksBelow(tree, file).masks.length;
    const message = `holds ${countWithNoun(count, 'mask')}, too; those of ${taken} are read`;
    return count === 0 ? [] : [{ file, message, isWarning: true }];
  });
}

const PHOTO_FOLDER = /^(?:(?:jpe?g|png)[_-]?)?images?$/i;

/** Photos in VOC's own folder, or in one that is called much the same. */
function photoFinder(tree: SourceTree, root: string): (stem: string) => FileRef | undefined {
  const start = root === '' ? 0 : root.length + 1;
  const folders = new Set(filesBelow(tree, root).map(({ name }) => name.slice(start).split('/')[0]));
  const others = [...folders].filter((name) => PHOTO_FOLDER.test(name) && name !== 'JPEGImages').sort();
  const finders = ['JPEGImages', ...others].map((name) => pictureFinder(tree, inside(root, name)));
  return (stem) => finders.map((find) => find(stem)).find((photo) => photo !== undefined);
}

/** Void is 255 by the format. */
const VOID: NamedClass = { name: 'void', index: 255, rgb: vocVoidColour, role: 'void' };

async function vocPalette(tree: SourceTree, root: string, { palette }: ImportOptions): Promise<FoundPalette> {
  const labelmap = tree.files.get(inside(root, 'labelmap.txt'));
  if (labelmap !== undefined) return readPaletteOf(labelmap, tree.limits);
  const names = tree.files.get(inside(root, 'class_names.txt'));
  if (names !== undefined)
    return { palette: paletteOfNames(await readText(names, tree.limits), names, VOID), problems: [] };
  return { palette: palette ?? presetPalette('voc'), problems: [] };
}

function splitFiles(tree: SourceTree, root: string): FileRef[] {
  return filesBelow(tree, inside(root, 'ImageSets/Segmentation')).filter(({ name }) => name.endsWith('.txt'));
}

interface VocContext {
  readonly palette: Palette;
  readonly splitOf: ReadonlyMap<string, string>;
  readonly masks: readonly FileRef[];
  /** The one of the masks. */
  readonly folder: string;
}

function vocItems(tree: SourceTree, root: string, { palette, splitOf, masks, folder }: VocContext): DatasetItem[] {
  const photoOf = photoFinder(tree, root);
  const objectsOf = pictureFinder(tree, pictureFolder(tree, root, 'SegmentationObject'));
  const coding = codingOf(palette, 'either');
  return masks.map((file) => {
    const stem = stemOf(file.name.slice(folder.length + 1));
    return {
      stem,
      photo: photoOf(stem),
      split: splitOf.get(stem),
      mask: { kind: 'picture', file, coding, objects: objectCoding(objectsOf(stem)) },
    };
  });
}

/** Index n is object n, 255 void; in truecolour object n has VOC's colour n. */
function objectCoding(file: FileRef | undefined) {
  return file && { file, reading: 'either' as const, lowest: 1, leftOut: [255, packColour(vocVoidColour)] };
}
