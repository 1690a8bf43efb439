import { posix } from 'node:path';
import { nameKey } from '../../../shared/name-key.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Dataset, DatasetItem, DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { ImportOptions } from '../format.ts';
import {
  backgroundSlot,
  paletteOfClasses,
  slotsByName,
  withBackground,
  type NamedClass,
} from '../reading/class-table.ts';
import { encodingRemarks, missingPhotos, orProblem, treeProblems } from '../reading/item-list.ts';
import { picturesByStem, PhotoIndex } from '../reading/photos.ts';
import { splitOfPath, withoutSplit } from '../reading/split-name.ts';
import { stemOf } from '../tree/safe-name.ts';
import {
  decodeText,
  encodingOf,
  filesWhere,
  findFile,
  parseJson,
  readText,
  readTextBytes,
  type SourceTree,
} from '../tree/source-tree.ts';
import { embeddedPhoto } from './embedded-photo.ts';
import { labelmeSchema, noLabelme, parseShape } from './labelme-file.ts';

/** One file per picture; the classes are those of `labels.txt`, else the labels that occur, by name. */
export async function openLabelme(tree: SourceTree, options: ImportOptions): Promise<Dataset> {
  const problems: DatasetProblem[] = [...treeProblems(tree)];
  const labels = new Set<string>();
  const photos = { index: new PhotoIndex(tree), byStem: picturesByStem(tree, '') };
  const found: { file: FileRef; photo: FileRef | undefined }[] = [];
  for (const file of labelmeFiles(tree)) {
    const read = await orProblem(file, problems, () => readHead(file, tree.limits));
    if (read === undefined) continue;
    read.labels.forEach((label) => labels.add(label));
    problems.push(...read.remarks);
    found.push({ file, photo: findPhoto(file, read, { ...photos, problems }) });
  }
  const { palette, slots } = await labelmeClasses(tree, labels, problems);
  const items = found.map(({ file, photo }) => itemOf(file, photo, { palette, slots, options }));
  return { format: 'labelme', palette, items, problems: [...problems, ...missingPhotos(items)], notes: [] };
}

export function labelmeFiles(tree: SourceTree): FileRef[] {
  return filesWhere(tree, ({ name }) => /\.json$/i.test(name) && (tree.named ?? name) === name);
}

async function readHead(file: FileRef, limits: ReadLimits) {
  const bytes = await readTextBytes(file, limits);
  const parsed = labelmeSchema.safeParse(parseJson(decodeText(bytes, file.name), file.name, limits));
  if (!parsed.success) throw noLabelme(parsed.error, file.name);
  const labels = parsed.data.shapes.flatMap((shape) => parseShape(shape)?.label ?? []);
  const embedded = () => (encodingOf(bytes) === 'utf-8' ? embeddedPhoto(file, bytes, limits) : undefined);
  const remarks = encodingRemarks(file, bytes);
  return { labels, imagePath: parsed.data.imagePath ?? undefined, embedded, remarks };
}

interface PhotoSearch {
  readonly index: PhotoIndex;
  readonly byStem: ReadonlyMap<string, FileRef>;
  readonly problems: DatasetProblem[];
}

/** What a file tells of its photo. */
interface NamedPhoto {
  readonly imagePath: string | undefined;
  /** The photo in the file itself. */
  readonly embedded: () => FileRef | undefined;
}

/**
 * The photo is named relative to the file; one that leads out of the dataset is sought beside the file. Where there is
 * none, that which the file holds itself is taken.
 */
function findPhoto(
  file: FileRef,
  { imagePath, embedded }: NamedPhoto,
  { index, byStem, problems }: PhotoSearch,
): FileRef | undefined {
  const beside = byStem.get(nameKey(stemOf(file.name)));
  if (imagePath === undefined) return beside ?? embedded();
  const path = posix.normalize(posix.join(posix.dirname(file.name), imagePath.replaceAll('\\', '/')));
  const isInside = !path.startsWith('../') && !/^([a-z]:|\/|\\)/i.test(imagePath);
  if (isInside) return index.find(path, ['']) ?? beside ?? embedded();
  const photo = beside ?? embedded();
  const where = beside === undefined ? 'that in the file' : 'one beside the file';
  const taken = photo === undefined ? 'it goes without photo' : `${where} is taken`;
  const message = `names the photo ${imagePath}, which lies out of the dataset; ${taken}`;
  problems.push({ file: file.name, message, isWarning: true });
  return photo;
}

/** `__ignore__` is void and `_background_` the background, as labelme's own converters have them. */
async function labelmeClasses(
  tree: SourceTree,
  labels: ReadonlySet<string>,
  problems: DatasetProblem[],
): Promise<{ readonly palette: Palette; readonly slots: ReadonlyMap<string, number> }> {
  const list = findFile(tree, ({ name }) => /(^|\/)labels\.txt$/i.test(name));
  const listed =
    list === undefined ? [] : ((await orProblem(list, problems, () => readLabels(list, tree.limits))) ?? []);
  // Shapes without a label make a class that moves no other one.
  const last = labels.has('') ? [''] : [];
  const names = [...new Set([...listed, ...[...labels].sort()].filter((name) => name !== '')), ...last];
  const real = names.filter((name) => name !== IGNORE && !BACKGROUND.test(name));
  const classes: NamedClass[] = real.map((name, i) => ({ name, index: i + 1, role: 'class' }));
  const background = names.find((name) => BACKGROUND.test(name));
  if (background !== undefined) classes.unshift({ name: background, index: 0, rgb: [0, 0, 0], role: 'background' });
  if (labels.has(IGNORE)) classes.push({ name: IGNORE, index: Math.max(255, real.length + 1), role: 'void' });
  const all = withBackground(classes);
  const palette = paletteOfClasses(all, 'labels of labelme');
  return { palette, slots: slotsByName(all, palette) };
}

async function readLabels(file: FileRef, limits: ReadLimits): Promise<string[]> {
  const text = await readText(file, limits);
  if (text.includes('\0')) throw new MaskmendError('corrupt-file', 'is no list of labels', { path: file.name });
  return text.split(/\r\n|\n|\r/).map((line) => line.trim());
}

const IGNORE = '__ignore__';
const BACKGROUND = /^_*background_*$/i;

interface ItemContext {
  readonly palette: Palette;
  readonly slots: ReadonlyMap<string, number>;
  readonly options: ImportOptions;
}

function itemOf(file: FileRef, photo: FileRef | undefined, { palette, slots, options }: ItemContext): DatasetItem {
  return {
    stem: withoutSplit(stemOf(file.name)),
    photo,
    split: splitOfPath(posix.dirname(file.name)),
    mask: {
      kind: 'annotation',
      format: 'labelme',
      pieces: [{ kind: 'whole', file }],
      photo,
      slots,
      background: backgroundSlot(palette),
      raster: options.raster,
    },
  };
}
