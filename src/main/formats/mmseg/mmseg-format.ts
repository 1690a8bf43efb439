import type { Dataset } from '../../../shared/model/dataset.ts';
import { formatPaletteFile } from '../../../shared/palette/palette-files.ts';
import { indexedPng } from '../writing/mask-pictures.ts';
import { voidWarnings } from '../writing/void-warnings.ts';
import type { DatasetExporter, DatasetFormat, Detection, ImportOptions } from '../format.ts';
import { codingOf } from '../reading/class-table.ts';
import { missingPhotos, treeProblems } from '../reading/item-list.ts';
import { paletteOfTree } from '../reading/palette-file.ts';
import { itemsOfPairs, pairFolders } from '../reading/paired-folders.ts';
import { hasFolder, inside, parentsOf, type SourceTree } from '../tree/source-tree.ts';

/** `img_dir/<split>` and `ann_dir/<split>`; names are kept beside, since mmsegmentation has them in its code. */
const exporter: DatasetExporter = {
  about: {
    keeps: 'img_dir and ann_dir, one channel of class indices, 255 to be ignored.',
    loses: 'Objects.',
    losesObjects: true,
  },
  hasSplitFolders: true,
  highestIndex: () => 255,
  warn: ({ palette }) => [
    ...warnOfIndices(palette.classes.filter(({ role }) => role !== 'void').map(({ index }) => index)),
    ...voidWarnings(palette, 'the tools of mmsegmentation'),
  ],
  encode: ({ name, split, labelMap, photoExtension }, { palette }) => ({
    files: [{ path: `ann_dir/${split}/${name}.png`, bytes: indexedPng(labelMap, palette) }],
    photoPath: `img_dir/${split}/${name}${photoExtension ?? ''}`,
  }),
  finish: (_, { palette }) => [{ path: 'dataset_meta.json', parts: [formatPaletteFile(palette, 'dataset_meta.json')] }],
};

function warnOfIndices(indices: readonly number[]): string[] {
  const isDense = indices.every((index) => index < indices.length);
  return isDense
    ? []
    : [`mmsegmentation expects classes 0 to ${indices.length - 1} without gaps; --index renumbers them`];
}

/** mmsegmentation's own layout, https://mmsegmentation.readthedocs.io/en/latest/advanced_guides/add_datasets.html. */
export const mmsegFormat: DatasetFormat = {
  name: 'mmseg',
  title: 'mmsegmentation',
  detect: detectMmseg,
  open: openMmseg,
  exporter,
};

function detectMmseg(tree: SourceTree): Detection | undefined {
  const root = parentsOf(tree, 'ann_dir').at(0);
  if (root === undefined || !hasFolder(tree, inside(root, 'ann_dir'))) return undefined;
  const hasPhotos = hasFolder(tree, inside(root, 'img_dir'));
  return { confidence: 0.9, evidence: hasPhotos ? 'ann_dir and img_dir' : 'ann_dir' };
}

async function openMmseg(tree: SourceTree, { palette: given }: ImportOptions): Promise<Dataset> {
  const { palette, problems } = await paletteOfTree(tree, given);
  const items = itemsOfPairs(pairFolders(tree), codingOf(palette, 'either'));
  return {
    format: 'mmseg',
    palette,
    items,
    problems: [...treeProblems(tree), ...problems, ...missingPhotos(items)],
    notes: [],
  };
}
