import { nameKey } from '../../../shared/name-key.ts';
import type { Dataset, DatasetItem, FileRef } from '../../../shared/model/dataset.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { writePng } from '../../codec/png/png-writer.ts';
import { formatPaletteFile } from '../../../shared/palette/palette-files.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import type { DatasetExporter, DatasetFormat, Detection, EncodedItem, ExportContext, ExportItem } from '../format.ts';
import { backgroundSlot } from '../reading/class-table.ts';
import { missingPhotos, readPaletteOf, treeProblems } from '../reading/item-list.ts';
import { picturesByStem } from '../reading/photos.ts';
import { splitOfWord } from '../reading/split-name.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';
import { folderOfClass } from '../writing/flat-name.ts';
import { filesBelow, findFile, type SourceTree } from '../tree/source-tree.ts';

/** `binary/<split>/<class>/<name>.png`, 255 where the picture shows the class, for every class but the background. */
const exporter: DatasetExporter = {
  about: {
    losesObjects: true,
  },
  hasSplitFolders: true,
  encode: encodeBinary,
  finish: (_, { palette }) => [
    { path: 'binary/dataset_meta.json', parts: [formatPaletteFile(palette, 'dataset_meta.json')] },
  ],
};

function encodeBinary({ name, split, labelMap, photoExtension }: ExportItem, { palette }: ExportContext): EncodedItem {
  const written = palette.classes.filter(({ role }) => role !== 'background');
  // Index first: names may differ in what no folder can hold.
  return {
    files: written.map((entry) => ({
      path: `binary/${split}/${entry.index}_${folderOfClass(entry.name)}/${name}.png`,
      bytes: binaryPng(labelMap, entry.slot),
    })),
    photoPath: `images/${split}/${name}${photoExtension ?? ''}`,
  };
}

function binaryPng({ width, height, labels }: LabelMap, slot: number): Uint8Array {
  const samples = new Uint8Array(labels.length);
  for (let i = 0; i < labels.length; i++) if (labels[i] === slot) samples[i] = 255;
  return writePng({ width, height, channels: 'grey', bitDepth: 8, samples });
}

/** A black and white picture per class and photo. */
export const binaryMasksFormat: DatasetFormat = {
  name: 'binary-masks',
  detect: detectBinary,
  open: openBinary,
  exporter,
};

function metaOf(tree: SourceTree): FileRef | undefined {
  return findFile(tree, ({ name }) => /(^|\/)binary\/dataset_meta\.json$/.test(name));
}

function detectBinary(tree: SourceTree): Detection | undefined {
  const meta = metaOf(tree);
  return meta && { confidence: 0.95, evidence: { kind: 'named', names: [meta.name] } };
}

async function openBinary(tree: SourceTree): Promise<Dataset> {
  const meta = metaOf(tree);
  if (meta === undefined) throw new MaskmendError('not-found', 'has no binary/dataset_meta.json', { path: tree.path });
  const { palette, problems } = await readPaletteOf(meta, tree.limits);
  const slots = new Map(palette.classes.map(({ index, slot }) => [index, slot]));
  const root = meta.name.slice(0, -'dataset_meta.json'.length);
  const layers = filesBelow(tree, '').flatMap((file) => {
    const [split = '', folder = '', ...rest] = file.name.startsWith(root)
      ? file.name.slice(root.length).split('/')
      : [];
    const slot = slots.get(Number(folder.split('_')[0]));
    return rest.length === 1 && slot !== undefined ? [{ file, slot, split, stem: stemOf(rest[0]) }] : [];
  });
  const photos = picturesByStem(tree, '');
  const items = [...Map.groupBy(layers, ({ split, stem }) => `${split}/${stem}`).values()].map((group): DatasetItem => {
    const [{ split, stem }] = group;
    const photo = photos.get(nameKey(`${root.slice(0, -'binary/'.length)}images/${split}/${stem}`));
    const background = backgroundSlot(palette);
    return {
      stem: baseOf(stem),
      split: splitOfWord(split) ?? split,
      photo,
      mask: { kind: 'layers', layers: group.map(({ file, slot }) => ({ file, slot })), background },
    };
  });
  return {
    format: 'binary-masks',
    palette,
    items,
    problems: [...treeProblems(tree), ...problems, ...missingPhotos(items)],
    notes: [],
  };
}
