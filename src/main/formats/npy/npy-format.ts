import { nameKey } from '../../../shared/name-key.ts';
import type { Dataset, DatasetItem, FileRef } from '../../../shared/model/dataset.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { formatPaletteFile } from '../../../shared/palette/palette-files.ts';
import type { DatasetExporter, DatasetFormat, Detection, EncodedItem, ExportContext, ExportItem } from '../format.ts';
import { missingPhotos, readPaletteOf, treeProblems } from '../reading/item-list.ts';
import { isMaskFolderName, pairFiles } from '../reading/paired-folders.ts';
import { picturesByStem } from '../reading/photos.ts';
import { splitOfWord } from '../reading/split-name.ts';
import { stemOf } from '../tree/safe-name.ts';
import { filesWhere, findFile, type SourceTree } from '../tree/source-tree.ts';
import { encodeNpy } from './npy-array.ts';

/** `onehot/<split>/<name>.npy`: uint8 of shape (height, width, classes), the classes in the order of their indices. */
const exporter: DatasetExporter = {
  about: {
    losesObjects: true,
  },
  hasSplitFolders: true,
  encode: encodeOneHot,
  finish: (_, { palette }) => [
    { path: 'onehot/dataset_meta.json', parts: [formatPaletteFile(palette, 'dataset_meta.json')] },
  ],
};

function encodeOneHot({ name, split, labelMap, photoExtension }: ExportItem, { palette }: ExportContext): EncodedItem {
  const { width, height, labels } = labelMap;
  const order = [...palette.classes].sort((a, b) => a.index - b.index);
  const place = new Int32Array(65_536);
  order.forEach(({ slot }, i) => (place[slot] = i));
  const planes = order.length;
  const values = new Uint8Array(width * height * planes);
  for (let i = 0; i < labels.length; i++) values[i * planes + place[labels[i]]] = 1;
  return {
    files: [{ path: `onehot/${split}/${name}.npy`, bytes: encodeNpy(values, [height, width, planes]) }],
    photoPath: `images/${split}/${name}${photoExtension ?? ''}`,
  };
}

/** One-hot arrays of NumPy, and arrays of class indices. */
export const npyFormat: DatasetFormat = {
  name: 'npy',
  detect: detectNpy,
  open: openNpy,
  exporter,
};

function metaOf(tree: SourceTree): FileRef | undefined {
  return findFile(tree, ({ name }) => /(^|\/)dataset_meta\.json$/.test(name));
}

function arraysOf(tree: SourceTree): FileRef[] {
  return filesWhere(tree, ({ name }) => /\.npy$/i.test(name));
}

function detectNpy(tree: SourceTree): Detection | undefined {
  const arrays = arraysOf(tree).length;
  const meta = metaOf(tree);
  return meta === undefined || arrays === 0
    ? undefined
    : { confidence: 0.92, evidence: { kind: 'list-and-arrays', list: meta.name, files: arrays } };
}

async function openNpy(tree: SourceTree): Promise<Dataset> {
  const meta = metaOf(tree);
  if (meta === undefined) throw new MaskmendError('not-found', 'has no dataset_meta.json', { path: tree.path });
  const { palette, problems } = await readPaletteOf(meta, tree.limits);
  const ordered = [...palette.classes].sort((a, b) => a.index - b.index);
  const planes = ordered.map(({ slot }) => slot);
  const indices = new Map(ordered.map(({ index, slot }) => [index, slot]));
  const root = meta.name.slice(0, -'dataset_meta.json'.length);
  const above = root.replace(/onehot\/$/, '');
  const photos = picturesByStem(tree, '');
  const arrays = arraysOf(tree);
  const pairs = pairFiles(arrays, [...photos.values()]);
  const items = arrays.map((file, i): DatasetItem => {
    const [base, ...folders] = file.name.slice(root.length).split('/').reverse();
    const parts = [...folders.reverse().filter((folder) => !isMaskFolderName(folder)), base];
    const split = parts.length > 1 ? parts[0] : undefined;
    const stem = stemOf(parts.slice(split === undefined ? 0 : 1).join('/'));
    const path = [
      ...(above === '' ? [] : [above.slice(0, -1)]),
      'images',
      ...(split === undefined ? [] : [split]),
      stem,
    ];
    const photo = photos.get(nameKey(path.join('/'))) ?? pairs[i].photo;
    return {
      stem,
      ...(split !== undefined && { split: splitOfWord(split) ?? split }),
      photo,
      mask: { kind: 'array', file, planes, indices },
    };
  });
  return {
    format: 'npy',
    palette,
    items,
    problems: [...treeProblems(tree), ...problems, ...missingPhotos(items)],
    notes: [],
  };
}
