import { posix } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { nameKey } from '../../../shared/name-key.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Dataset, DatasetItem, DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { ImportOptions } from '../format.ts';
import { backgroundSlot, paletteOfClasses, withBackground } from '../reading/class-table.ts';
import { firstIssue } from '../reading/first-issue.ts';
import { missingPhotos, orProblem, treeProblems } from '../reading/item-list.ts';
import { picturesByStem } from '../reading/photos.ts';
import { splitOfPath } from '../reading/split-name.ts';
import { baseOf, stemOf } from '../tree/safe-name.ts';
import { readEnds } from '../tree/read-ends.ts';
import { filesWhere, findFile, readText, type SourceTree } from '../tree/source-tree.ts';
import { readListedSplits, type ListedSplits } from './yolo-splits.ts';

/** Empty where there is none. */
const nameSchema = z.preprocess((value) => value ?? '', z.coerce.string());

/** Folders of photos, or text files that list them. */
const listedSchema = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .catch(undefined);

/** A data file of Ultralytics; names are a list, or by number. */
const dataSchema = z.object({
  names: z.union([z.array(nameSchema), z.record(z.string(), nameSchema)]).optional(),
  nc: z.int().min(1).max(65_000).optional(),
  masks_dir: z.string().optional(),
  train: listedSchema,
  val: listedSchema,
  test: listedSchema,
});
export type YoloData = z.infer<typeof dataSchema>;

const DATA_FILE = /(^|\/)data\.ya?ml$/i;
const YAML_NAME = /\.ya?ml$/i;
/** A key of YAML that tells classes, on a line of its own. */
const CLASS_KEY = /^["']?(names|nc)["']?[ \t]*:/m;

/** YAML files that are looked into at most: some sets have one beside every picture. */
const LOOKED_AT = 100;

/**
 * The file of classes: the one that was named, `data.yaml`, another YAML file that tells them - settings of a training often
 * lie beside -, a plain list, and where none does the first YAML file, to be told of.
 */
export function findNames(tree: SourceTree): FileRef | undefined {
  const isList = ({ name }: FileRef): boolean => /(^|\/)(classes\.txt|obj\.names|[^/]*\.names)$/i.test(name);
  const yaml = filesWhere(tree, ({ name }) => YAML_NAME.test(name));
  const named = yaml.filter(({ name }) => name === tree.named || DATA_FILE.test(name));
  return (
    named.find(({ name }) => name === tree.named) ??
    named.at(0) ??
    yaml.slice(0, LOOKED_AT).find((file) => CLASS_KEY.test(readEnds(file, tree.limits))) ??
    findFile(tree, isList) ??
    yaml.at(0)
  );
}

/** A YAML file as far as it concerns datasets; throws `corrupt-file` with its name. */
export async function readYoloData(file: FileRef, limits: ReadLimits): Promise<YoloData> {
  try {
    // Aliases that multiply are how a small file becomes endless.
    return dataSchema.parse(parse(await readText(file, limits), { maxAliasCount: 100, logLevel: 'error' }));
  } catch (error) {
    if (error instanceof MaskmendError) throw error;
    const reason =
      error instanceof z.ZodError
        ? firstIssue(error)
        : String(error)
            .replace(/^\w+: /, '')
            .split('\n')[0];
    throw new MaskmendError('corrupt-file', `is no data file of YOLO: ${reason}`, { path: file.name, cause: error });
  }
}

/** Names by number. */
export async function readNames(file: FileRef, limits: ReadLimits): Promise<(readonly [number, string])[]> {
  if (!/\.ya?ml$/i.test(file.name)) {
    const lines = (await readText(file, limits)).split(/\r\n|\n|\r/).map((line) => line.trim());
    return lines.filter((line) => line !== '').map((name, i) => [i, name] as const);
  }
  const { names, nc = 0 } = await readYoloData(file, limits);
  if (names === undefined) return Array.from({ length: nc }, (_, i) => [i, `class ${i}`] as const);
  const entries = Array.isArray(names)
    ? names.map((name, i) => [i, name] as const)
    : Object.entries(names).map(([key, name]) => [Number(key), name] as const);
  const bad = entries.find(([index]) => !Number.isInteger(index) || index < 0 || index > 65_000);
  if (bad !== undefined)
    throw new MaskmendError('corrupt-file', `${bad[1]} has no class number from 0 to 65000`, { path: file.name });
  return entries;
}

/** Where a data file's count of classes is not that of its names, as Ultralytics refuses it. */
export async function countProblems(file: FileRef | undefined, limits: ReadLimits): Promise<DatasetProblem[]> {
  if (file === undefined || !YAML_NAME.test(file.name)) return [];
  const { names, nc } = await readYoloData(file, limits);
  const named = names === undefined ? undefined : Object.keys(names).length;
  if (nc === undefined || named === undefined || nc === named) return [];
  const message = `says that there are ${countOfClasses(nc)}, and names ${named}; the names are taken`;
  return [{ file: file.name, message, isWarning: true }];
}

function countOfClasses(count: number): string {
  return count === 1 ? '1 class' : `${count} classes`;
}

/** Class n of the label files has index n + 1 here: 0 is the background, which YOLO does not name. */
export async function openYolo(tree: SourceTree, options: ImportOptions): Promise<Dataset> {
  const file = findNames(tree);
  const labels = labelFiles(tree);
  const names = file === undefined ? [] : await readNames(file, tree.limits);
  if (names.length === 0) {
    throw new MaskmendError('invalid-palette', 'names no classes', {
      path: file?.name ?? tree.path,
      hint: 'add data.yaml with names, or classes.txt',
    });
  }
  const classes = withBackground([...names.map(([index, name]) => ({ name, index, role: 'class' as const }))]);
  const palette = paletteOfClasses(classes, `file ${file?.name ?? ''}`);
  const slots = new Map(names.map(([index], place) => [String(index), palette.classes[place + 1].slot]));
  const listed = await listedSplits(tree, file);
  const items = yoloItems(tree, labels, { palette, slots, options, splitOf: listed.splitOf });
  const problems = [
    ...treeProblems(tree),
    ...(await countProblems(file, tree.limits)),
    ...nameless(names, file),
    ...(await otherNames(tree, file, names)),
    ...listed.problems,
    ...missingPhotos(items),
  ];
  return { format: 'yolo', palette, items, problems, notes: [] };
}

/** Data files whose names are not those by which all labels are read. */
async function otherNames(
  tree: SourceTree,
  file: FileRef | undefined,
  names: readonly (readonly [number, string])[],
): Promise<DatasetProblem[]> {
  const problems: DatasetProblem[] = [];
  for (const other of filesWhere(tree, ({ name }) => DATA_FILE.test(name) && name !== file?.name)) {
    const own = await orProblem(other, problems, () => readNames(other, tree.limits));
    if (own === undefined || JSON.stringify(own) === JSON.stringify(names)) continue;
    const message = `tells other classes than ${file?.name ?? ''}, which are taken for all labels`;
    problems.push({ file: other.name, message, hint: 'import each of the sets by itself' });
  }
  return problems;
}

async function listedSplits(tree: SourceTree, file: FileRef | undefined): Promise<ListedSplits> {
  if (file === undefined || !/\.ya?ml$/i.test(file.name)) return { splitOf: new Map(), problems: [] };
  return readListedSplits(tree, await readYoloData(file, tree.limits), posix.dirname(file.name).replace(/^\.$/, ''));
}

/** Classes are called by their numbers then, which are one more here. */
function nameless(names: readonly (readonly [number, string])[], file: FileRef | undefined): DatasetProblem[] {
  return names
    .filter(([, name]) => name.trim() === '')
    .map(([number]) => ({
      file: file?.name ?? '',
      annotation: `class ${number}`,
      message: `has no name; it is called class ${number + 1} here`,
    }));
}

/** Text files of which some folder is called labels, or whose photo stands beside them. */
export function labelFiles(tree: SourceTree): FileRef[] {
  const photos = picturesByStem(tree, '');
  const names = findNames(tree);
  return filesWhere(tree, (file) => {
    if (!/\.txt$/i.test(file.name) || file.name === names?.name || isClassList(file)) return false;
    return /(^|\/)labels\//i.test(file.name) || photos.has(nameKey(stemOf(file.name)));
  });
}

/** Labelling tools put it among the label files, also where another file tells the classes. */
function isClassList({ name }: FileRef): boolean {
  return /(^|\/)classes\.txt$/i.test(name);
}

interface ItemContext {
  readonly palette: Palette;
  readonly slots: ReadonlyMap<string, number>;
  readonly options: ImportOptions;
  /** By the name of the photo. */
  readonly splitOf: ReadonlyMap<string, string>;
}

/** Photos without a label file are pictures without objects. */
function yoloItems(tree: SourceTree, labels: readonly FileRef[], context: ItemContext): DatasetItem[] {
  const photos = picturesByStem(tree, '');
  const used = new Set<FileRef>();
  const labelled = labels.map((file) => {
    const photo = photos.get(photoStem(file)) ?? photos.get(nameKey(stemOf(file.name)));
    if (photo !== undefined) used.add(photo);
    return itemOf(file, photo, context);
  });
  const unreadable = new Set(tree.problems.map((problem) => photoStem({ name: problem.file })));
  const empty = [...photos.values()].filter((photo) => {
    return !used.has(photo) && /(^|\/)images\//i.test(photo.name) && !unreadable.has(nameKey(stemOf(photo.name)));
  });
  return [...labelled, ...empty.map((photo) => itemOf(undefined, photo, context))];
}

function photoStem(file: Pick<FileRef, 'name'>): string {
  const name = nameKey(file.name);
  const at = name.lastIndexOf('labels/');
  return stemOf(at < 0 ? name : `${name.slice(0, at)}images/${name.slice(at + 'labels/'.length)}`);
}

function itemOf(
  file: FileRef | undefined,
  photo: FileRef | undefined,
  { palette, slots, options, splitOf }: ItemContext,
): DatasetItem {
  const name = file?.name ?? photo?.name ?? '';
  const pieces =
    file === undefined ? [{ kind: 'text' as const, file: name, text: '' }] : [{ kind: 'whole' as const, file }];
  return {
    stem: stemOf(baseOf(name)),
    photo,
    split: (photo && splitOf.get(photo.name)) ?? splitOfPath(name.split('/').slice(0, -1).join('/')),
    mask: {
      kind: 'annotation',
      format: 'yolo',
      pieces,
      photo,
      slots,
      background: backgroundSlot(palette),
      raster: options.raster,
    },
  };
}
