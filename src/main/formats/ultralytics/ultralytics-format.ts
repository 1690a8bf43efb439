import type { ExportRemark } from '../../../shared/model/export-remark.ts';
import { nameKey } from '../../../shared/name-key.ts';
import type { Dataset, DatasetItem, DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { DatasetExporter, DatasetFormat, Detection } from '../format.ts';
import { codingOf, paletteOfClasses } from '../reading/class-table.ts';
import { missingPhotos, treeProblems } from '../reading/item-list.ts';
import { picturesByStem } from '../reading/photos.ts';
import { splitOfPath } from '../reading/split-name.ts';
import { baseOf, safeName, stemOf } from '../tree/safe-name.ts';
import { filesWhere, type SourceTree } from '../tree/source-tree.ts';
import { greyPng } from '../writing/mask-pictures.ts';
import { dataYaml, partWarnings } from '../yolo/data-yaml.ts';
import { countProblems, findNames, readNames, readYoloData } from '../yolo/yolo-import.ts';

const VOID_INDEX = 255;

/** Classes from 0 in the order of their indices, the background among them; void is 255. */
function numbersOf({ classes }: Palette): Map<number, number> {
  const real = classes.filter(({ role }) => role !== 'void').sort((a, b) => a.index - b.index);
  const voids = classes.filter(({ role }) => role === 'void');
  return new Map([
    ...real.map(({ slot }, i) => [slot, i] as const),
    ...voids.map(({ slot }) => [slot, VOID_INDEX] as const),
  ]);
}

const exporter: DatasetExporter = {
  about: {
    losesObjects: true,
  },
  hasSplitFolders: true,
  // Numbers 0 to 254; the last of the 8 bits is void.
  mostClasses: VOID_INDEX,
  warn: ({ palette, splits }) => [...otherNumbers(palette), ...partWarnings(splits)],
  encode: ({ name, split, labelMap, photoExtension }, { palette }) => ({
    files: [{ path: `masks/${split}/${name}.png`, bytes: greyPng(labelMap, numbersOf(palette)) }],
    photoPath: `images/${split}/${name}${photoExtension ?? ''}`,
  }),
  finish: ({ splits }, { palette }) => [
    { path: 'data.yaml', parts: [dataYaml({ splits, names: classNames(palette), masksDir: 'masks' })] },
  ],
};

/** Names of classes whose number is not their index, told once. */
function otherNumbers(palette: Palette): ExportRemark[] {
  const numbers = numbersOf(palette);
  const changed = palette.classes.filter(({ slot, index }) => numbers.get(slot) !== index);
  const [first] = changed;
  if (changed.length === 0) return [];
  const { name, slot, index } = first;
  const number = numbers.get(slot) ?? 0;
  return [{ kind: 'other-number', class: name, number, index, more: changed.length - 1, void: VOID_INDEX }];
}

function classNames(palette: Palette): ReadonlyMap<number, string> {
  const numbers = numbersOf(palette);
  const real = palette.classes.filter(({ role }) => role !== 'void');
  return new Map(real.map(({ slot, name }) => [numbers.get(slot) ?? 0, name]));
}

/** Ultralytics' semantic segmentation: one PNG of class numbers per picture, `masks_dir` in `data.yaml`. */
export const ultralyticsFormat: DatasetFormat = {
  name: 'ultralytics',
  detect: detectUltralytics,
  open: openUltralytics,
  exporter,
};

async function dataOf(tree: SourceTree): Promise<{ file: FileRef; masks: string } | undefined> {
  const file = findNames(tree);
  if (file === undefined || !/\.ya?ml$/i.test(file.name)) return undefined;
  const masks = (await readYoloData(file, tree.limits).catch(() => undefined))?.masks_dir;
  return masks === undefined ? undefined : { file, masks };
}

async function detectUltralytics(tree: SourceTree): Promise<Detection | undefined> {
  const data = await dataOf(tree);
  return data && { confidence: 0.95, evidence: { kind: 'masks-dir', file: data.file.name, folder: data.masks } };
}

async function openUltralytics(tree: SourceTree): Promise<Dataset> {
  const data = await dataOf(tree);
  if (data === undefined) throw new MaskmendError('not-found', 'has no data.yaml with masks_dir', { path: tree.path });
  const names = await readNames(data.file, tree.limits);
  const classes = [
    ...names.map(([index, name]) => ({ name, index })),
    { name: 'void', index: VOID_INDEX, role: 'void' as const },
  ];
  const palette = paletteOfClasses(classes, `file ${data.file.name}`);
  const coding = codingOf(palette, 'index');
  const photos = picturesByStem(tree, '');
  const folder = `${baseOf(data.masks)}/`;
  const masks = filesWhere(tree, ({ name }) => /\.png$/i.test(name) && `/${name}`.includes(`/${folder}`));
  const items = masks.map((file): DatasetItem => {
    const photo = photos.get(nameKey(stemOf(`/${file.name}`.replace(`/${folder}`, '/images/').slice(1))));
    return {
      stem: stemOf(baseOf(file.name)),
      photo,
      split: splitOfPath(file.name.split('/').slice(0, -1).join('/')),
      mask: { kind: 'picture', file, coding },
    };
  });
  return {
    format: 'ultralytics',
    palette,
    items,
    problems: [
      ...treeProblems(tree),
      ...(await countProblems(data.file, tree.limits)),
      ...outsideProblems(data),
      ...missingPhotos(items),
    ],
    notes: [],
  };
}

/** Folders that lead out are common, and never followed. */
function outsideProblems({ file, masks }: { file: FileRef; masks: string }): DatasetProblem[] {
  if (safeName(masks) !== undefined) return [];
  const message = `masks_dir ${masks} leads out of the dataset; the folder ${baseOf(masks)} in it is taken`;
  return [{ file: file.name, message, isWarning: true }];
}
