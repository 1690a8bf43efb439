import type { Dataset, DatasetItem, DatasetProblem, FileRef, PixelCoding } from '../../../shared/model/dataset.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { DatasetFormat, Detection } from '../format.ts';
import { MOST_CLASSES, backgroundSlot, paletteOfClasses, withBackground } from '../reading/class-table.ts';
import { missingPhotos, orProblem, treeProblems } from '../reading/item-list.ts';
import { baseOf } from '../tree/safe-name.ts';
import { filesWhere, inside, readText, type SourceTree } from '../tree/source-tree.ts';

/**
 * What `labelme_json_to_dataset` writes: a folder per photo with `img.png`, the indexed `label.png`, and `label_names.txt`.
 * Each folder numbers the labels that it holds, so that one number means another class in another folder.
 */
export const labelmeDatasetFormat: DatasetFormat = {
  name: 'labelme-dataset',
  detect: detectLabelmeDataset,
  open: openLabelmeDataset,
};

/** Folders with a mask and its names. */
function foldersOf(tree: SourceTree): string[] {
  const lists = filesWhere(tree, ({ name }) => baseOf(name) === 'label_names.txt');
  const folders = lists.map(({ name }) => name.slice(0, Math.max(0, name.lastIndexOf('/'))));
  return folders.filter((folder) => tree.files.has(inside(folder, 'label.png')));
}

function detectLabelmeDataset(tree: SourceTree): Detection | undefined {
  const folders = foldersOf(tree);
  return folders.length === 0
    ? undefined
    : { confidence: 0.95, evidence: { kind: 'label-folders', folders: folders.length } };
}

async function openLabelmeDataset(tree: SourceTree): Promise<Dataset> {
  const problems: DatasetProblem[] = [...treeProblems(tree)];
  const found: { folder: string; mask: FileRef; names: readonly string[] }[] = [];
  for (const folder of foldersOf(tree)) {
    const mask = tree.files.get(inside(folder, 'label.png'));
    const list = tree.files.get(inside(folder, 'label_names.txt'));
    const text = list && (await orProblem(list, problems, () => readText(list, tree.limits)));
    if (mask !== undefined && text !== undefined) found.push({ folder, mask, names: namesOf(text) });
  }
  const all = [...new Set(found.flatMap(({ names }) => names))].sort();
  if (all.length > MOST_CLASSES) {
    throw new MaskmendError('invalid-palette', `names ${all.length} classes, the limit is ${MOST_CLASSES}`, {
      path: tree.path,
    });
  }
  const backgrounds = all.filter((name) => BACKGROUND.test(name)).map((name) => ({ name, index: 0 }));
  const things = all.filter((name) => !BACKGROUND.test(name)).map((name, i) => ({ name, index: i + 1 }));
  const classes = withBackground([...backgrounds.slice(0, 1), ...things]);
  const palette = paletteOfClasses(classes, 'labels of labelme');
  const slots = new Map(classes.map(({ name }, i) => [name, palette.classes[i].slot]));
  const items = found.map(({ folder, mask, names }): DatasetItem => {
    const indices = new Map(names.flatMap((name, i) => [[i, slots.get(name) ?? backgroundSlot(palette)] as const]));
    const coding: PixelCoding = { reading: 'index', indices, colours: new Map() };
    const stem = baseOf(folder).replace(/_json$/, '');
    return { stem, photo: tree.files.get(inside(folder, 'img.png')), mask: { kind: 'picture', file: mask, coding } };
  });
  return { format: 'labelme-dataset', palette, items, problems: [...problems, ...missingPhotos(items)], notes: [] };
}

/** As labelme's versions have called it. */
const BACKGROUND = /^_*background_*$/i;

/** Names in the order of their numbers, from 0. */
function namesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim());
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
