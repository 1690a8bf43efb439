import { MaskmendError } from '../../../shared/errors.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { baseOf } from '../tree/safe-name.ts';
import { filesWhere, type SourceTree } from '../tree/source-tree.ts';
import { type FoundPalette, readPaletteOf } from './item-list.ts';

/** Files that name classes, those first that state indices. */
const NAMES = [
  /^dataset_meta\.json$/i,
  /^categories\.json$/i,
  /^labelmap\.txt$/i,
  /^label_colou?rs\.txt$/i,
  /^class_dict(_seg)?\.csv$/i,
  /^_classes\.csv$/i,
  /^(labelmap|classes|labels|class_names)\.csv$/i,
  /^config(_v[\d.]+)?\.json$/i,
  /^(colou?rs|palette)\.(txt|hex)$/i,
];

/** The file of a tree that names its classes: the best by its name, of equals the uppermost. */
export function findPaletteFile(tree: SourceTree): FileRef | undefined {
  const named = filesWhere(tree, (file) => rankOf(file) >= 0);
  const ranked = named.map((file) => ({ file, rank: rankOf(file), depth: file.name.split('/').length }));
  return ranked.sort((a, b) => a.rank - b.rank || a.depth - b.depth).at(0)?.file;
}

/** Place of the kind of file among those that name classes; -1 where it is none. */
function rankOf({ name }: FileRef): number {
  const base = baseOf(name);
  return NAMES.findIndex((pattern) => pattern.test(base));
}

/** The classes of a dataset that may name them in a file; throws `invalid-palette` where nobody does. */
export async function paletteOfTree(tree: SourceTree, given: Palette | undefined): Promise<FoundPalette> {
  if (given !== undefined) return { palette: given, problems: [] };
  const file = findPaletteFile(tree);
  if (file !== undefined) return readPaletteOf(file, tree.limits);
  throw new MaskmendError('invalid-palette', 'nothing tells the classes of the masks', {
    path: tree.path,
    hint: 'put a list of the classes beside the masks, such as labelmap.txt',
    option: '--palette',
  });
}
