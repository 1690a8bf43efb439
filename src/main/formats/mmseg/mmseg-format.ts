import type { ExportRemark } from '../../../shared/model/export-remark.ts';
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
    losesObjects: true,
  },
  hasSplitFolders: true,
  highestIndex: () => 255,
  warn: ({ palette }) => [
    ...warnOfIndices(palette.classes.filter(({ role }) => role !== 'void').map(({ index }) => index)),
    ...voidWarnings(palette, 'mmseg'),
  ],
  encode: ({ name, split, labelMap, photoExtension }, { palette }) => ({
    files: [{ path: `ann_dir/${split}/${name}.png`, bytes: indexedPng(labelMap, palette) }],
    photoPath: `img_dir/${split}/${name}${photoExtension ?? ''}`,
  }),
  finish: (_, { palette }) => [{ path: 'dataset_meta.json', parts: [formatPaletteFile(palette, 'dataset_meta.json')] }],
};

function warnOfIndices(indices: readonly number[]): ExportRemark[] {
  const isDense = indices.every((index) => index < indices.length);
  return isDense ? [] : [{ kind: 'gaps-in-indices', highest: indices.length - 1 }];
}

/** mmsegmentation's own layout, https://mmsegmentation.readthedocs.io/en/latest/advanced_guides/add_datasets.html. */
export const mmsegFormat: DatasetFormat = {
  name: 'mmseg',
  detect: detectMmseg,
  open: openMmseg,
  exporter,
};

function detectMmseg(tree: SourceTree): Detection | undefined {
  const root = parentsOf(tree, 'ann_dir').at(0);
  if (root === undefined || !hasFolder(tree, inside(root, 'ann_dir'))) return undefined;
  const hasPhotos = hasFolder(tree, inside(root, 'img_dir'));
  const names = hasPhotos ? ['ann_dir', 'img_dir'] : ['ann_dir'];
  return { confidence: 0.9, evidence: { kind: 'named', names } };
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
