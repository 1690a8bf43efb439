import type { ReadLimits } from '../../../shared/limits.ts';
import type { FileRef } from '../../../shared/model/dataset.ts';
import { inside, type SourceTree } from '../tree/source-tree.ts';
import { paletteOfClasses, type NamedClass } from './class-table.ts';
import { readPaletteOf, type FoundPalette } from './item-list.ts';

/**
 * Classes of a dataset that has the form of a known one, and labels of its own: as CVAT and Datumaro write them, in
 * `dataset_meta.json` or `label_colors.txt` at the root. Undefined where it has neither, and the known labels count.
 */
export async function ownLabels(tree: SourceTree, root: string): Promise<FoundPalette | undefined> {
  const meta = tree.files.get(inside(root, 'dataset_meta.json'));
  if (meta !== undefined) return readPaletteOf(meta, tree.limits);
  const colours = tree.files.get(inside(root, 'label_colors.txt'));
  return colours === undefined ? undefined : labelColours(colours, tree.limits);
}

/** Ids are the places of the lines. Where none is black, the background stands before the first: CVAT leaves it out. */
async function labelColours(file: FileRef, limits: ReadLimits): Promise<FoundPalette> {
  const { palette, problems } = await readPaletteOf(file, limits);
  if (palette.classes.some(({ rgb }) => rgb.every((level) => level === 0))) return { palette, problems };
  const background: NamedClass = { name: 'background', index: 0, rgb: [0, 0, 0], role: 'background' };
  const classes = palette.classes.map(({ name, index, rgb, role }) => ({ name, index: index + 1, rgb, role }));
  return { palette: paletteOfClasses([background, ...classes], palette.source), problems };
}
