import { posix } from 'node:path';
import { z } from 'zod';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Dataset, DatasetProblem, FileRef } from '../../../shared/model/dataset.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { csvRows } from '../../../shared/palette/formats/csv-rows.ts';
import type { DatasetExporter, DatasetFormat, Detection, ImportOptions, WrittenItem } from '../format.ts';
import { codingOf, paletteOfClasses } from '../reading/class-table.ts';
import { type FoundPalette, orProblem, treeProblems } from '../reading/item-list.ts';
import { itemsOfPairs, type MaskPair } from '../reading/paired-folders.ts';
import { paletteOfTree } from '../reading/palette-file.ts';
import { splitOfPath } from '../reading/split-name.ts';
import { safeName, stemOf } from '../tree/safe-name.ts';
import { filesWhere, findFile, parseJson, readJsonFile, readText, type SourceTree } from '../tree/source-tree.ts';
import { indexedPng } from '../writing/mask-pictures.ts';

/** The column that names the mask: a `*_file_name` that says so, or one of the names that people give it. */
const MASK_COLUMN =
  /^(?:(?:\w+_)?(?:mask|label|annotation|segmentation|ground_truth|gt|target|output)s?(?:_\w+)??_?(?:file_?name|path)|(?:mask|label|annotation|segmentation|ground_truth|gt)(?:_?image)?)$/i;
/** The time that patterns take grows with the square of a name's length; a stranger's may be of any. */
const LONGEST_COLUMN = 200;
const FILE_COLUMN = /(^|_)file_name$/i;

function isMaskColumn(name: string): boolean {
  return name.length <= LONGEST_COLUMN && MASK_COLUMN.test(name);
}

/** A folder per split with `metadata.jsonl`, photos and masks; `id2label.json` at the root. */
const exporter: DatasetExporter = {
  about: {
    losesObjects: true,
  },
  hasSplitFolders: true,
  highestIndex: () => 255,
  encode: ({ name, split, labelMap, namedExtension }, { palette }) => ({
    files: [{ path: `${split}/masks/${name}.png`, bytes: indexedPng(labelMap, palette) }],
    photoPath: `${split}/images/${name}${namedExtension}`,
  }),
  finish: (items, { palette }) => [
    ...items.splits.map((split) => ({
      path: `${split}/metadata.jsonl`,
      parts: Array.from(items.ofSplit(split), metadataLine),
    })),
    { path: 'id2label.json', parts: [`${JSON.stringify(idToLabel(palette))}\n`] },
  ],
};

function metadataLine({ name, photoPath, split }: WrittenItem): string {
  const photo = photoPath?.slice(split.length + 1);
  const line = { ...(photo !== undefined && { file_name: photo }), mask_file_name: `masks/${name}.png` };
  return `${JSON.stringify(line)}\n`;
}

function idToLabel({ classes }: Palette): Record<string, string> {
  return Object.fromEntries([...classes].sort((a, b) => a.index - b.index).map(({ index, name }) => [index, name]));
}

/** Hugging Face image folder, https://huggingface.co/docs/datasets/image_dataset. */
export const huggingfaceFormat: DatasetFormat = {
  name: 'huggingface',
  detect: detectHuggingface,
  open: openHuggingface,
  exporter,
};

function metadataFiles(tree: SourceTree): FileRef[] {
  return filesWhere(tree, ({ name }) => /(^|\/)metadata\.(csv|jsonl)$/.test(name));
}

async function detectHuggingface(tree: SourceTree): Promise<Detection | undefined> {
  const file = metadataFiles(tree).at(0);
  if (file === undefined) return undefined;
  const rows = await readRows(file, tree.limits, () => undefined).catch(() => new Map<number, Row>());
  const columns = [...new Set([...rows.values()].flatMap((row) => Object.keys(row)))];
  const column = columns.find(isMaskColumn);
  // Tables of this name stand in other sets, too; those of an image folder name their files by such columns.
  const isFolder = columns.some((name) => FILE_COLUMN.test(name));
  return column === undefined || !isFolder
    ? undefined
    : { confidence: 0.9, evidence: { kind: 'column', file: file.name, column } };
}

type Row = Readonly<Record<string, string>>;
type TellLine = (line: number, message: string) => void;
const rowSchema = z.record(z.string(), z.unknown());

/** Rows of a metadata file by their lines; what is no row is told and passed over. */
async function readRows(file: FileRef, limits: ReadLimits, tell: TellLine): Promise<Map<number, Row>> {
  const text = await readText(file, limits);
  return file.name.endsWith('.csv')
    ? rowsOfTable(text)
    : rowsOfLines(text, tell, (line) => parseRow(line, file, limits));
}

function rowsOfTable(text: string): Map<number, Row> {
  const rows = csvRows(text, ',');
  const titles = rows.at(0)?.fields.map((title) => title.trim()) ?? [];
  const rowOf = (fields: readonly string[]): Row =>
    Object.fromEntries(titles.map((title, i) => [title, (fields.at(i) ?? '').trim()]));
  return new Map(rows.slice(1).map(({ line, fields }) => [line, rowOf(fields)]));
}

function rowsOfLines(text: string, tell: TellLine, parse: (line: string) => Row | string): Map<number, Row> {
  const rows = new Map<number, Row>();
  text.split(/\r\n|\n|\r/).forEach((line, i) => {
    if (line.trim() === '') return;
    const row = parse(line);
    if (typeof row === 'string') tell(i + 1, row);
    else rows.set(i + 1, row);
  });
  return rows;
}

/** The texts of a row; why it is none where it is not. */
function parseRow(line: string, file: FileRef, limits: ReadLimits): Row | string {
  try {
    const row = rowSchema.safeParse(parseJson(line, file.name, limits)).data;
    if (row === undefined) return 'is no object';
    return Object.fromEntries(
      Object.entries(row).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
    );
  } catch (error) {
    if (!(error instanceof MaskmendError)) throw error;
    return error.message;
  }
}

async function openHuggingface(tree: SourceTree, options: ImportOptions): Promise<Dataset> {
  const problems: DatasetProblem[] = [...treeProblems(tree)];
  const { palette, problems: ofClasses } = await huggingfacePalette(tree, options);
  problems.push(...ofClasses);
  const pairs: MaskPair[] = [];
  for (const file of metadataFiles(tree)) {
    const tellOf = (line: number, message: string): void => {
      problems.push({ file: file.name, annotation: `line ${line}`, message });
    };
    const rows = (await orProblem(file, problems, () => readRows(file, tree.limits, tellOf))) ?? new Map<number, Row>();
    rows.forEach((row, line) => {
      const { maskName, photoName } = namesOf(row);
      const tell = (message: string): void => {
        tellOf(line, message);
      };
      const mask = fileOf(tree, file, maskName, tell);
      if (mask === undefined) return;
      const photo = photoName ? fileOf(tree, file, photoName, tell) : undefined;
      pairs.push({ mask, photo, split: splitOfFile(file, mask), stem: stemOf(posix.basename(mask.name)) });
    });
  }
  const items = itemsOfPairs(pairs, codingOf(palette, 'either'));
  return { format: 'huggingface', palette, items, problems, notes: [] };
}

/** Names of a row's files, as it has them. */
function namesOf(row: Row): { readonly maskName: string | undefined; readonly photoName: string | undefined } {
  const columns = Object.keys(row);
  const maskColumn = columns.find(isMaskColumn) ?? '';
  const others = columns.filter((name) => FILE_COLUMN.test(name) && !isMaskColumn(name));
  return { maskName: row[maskColumn], photoName: row['file_name'] || row[others[0] ?? ''] };
}

/** The part that the table lies in; one table of all parts names files in their folders. */
function splitOfFile({ name }: FileRef, mask: FileRef): string | undefined {
  const folder = posix.dirname(name);
  if (folder === '.') return splitOfPath(posix.dirname(mask.name));
  return splitOfPath(folder) ?? posix.basename(folder);
}

function fileOf(tree: SourceTree, metadata: FileRef, name: string | undefined, tell: (message: string) => void) {
  const safe = name ? safeName(name) : undefined;
  if (safe === undefined) {
    tell(!name ? 'names no mask' : `names ${name}, which leads out of the dataset`);
    return undefined;
  }
  const file = tree.files.get(posix.join(posix.dirname(metadata.name), safe));
  if (file === undefined) tell(`names ${safe}, which is missing`);
  return file;
}

async function huggingfacePalette(tree: SourceTree, { palette }: ImportOptions): Promise<FoundPalette> {
  const file = findFile(tree, ({ name }) => /(^|\/)id2label\.json$/.test(name));
  if (file === undefined) return paletteOfTree(tree, palette);
  const value = await readJsonFile(file, tree.limits);
  // A list names its classes by their places.
  const labels = rowSchema.safeParse(Array.isArray(value) ? Object.fromEntries(value.entries()) : value).data ?? {};
  const problems: DatasetProblem[] = [];
  const classes = Object.entries(labels).flatMap(([key, value]) => {
    const tell = (message: string): void => {
      problems.push({ file: file.name, annotation: `entry ${key}`, message });
    };
    if (!isIndex(key)) tell('is no number of a class from 0 to 65535; it is left out');
    else if (typeof value !== 'string' || value.trim() === '') tell(`has no name; it is called class ${key}`);
    return isIndex(key) ? { name: typeof value === 'string' ? value : '', index: Number(key) } : [];
  });
  if (classes.length === 0)
    throw new MaskmendError('invalid-palette', 'is no table from number to name', { path: file.name });
  return { palette: paletteOfClasses(classes, `file ${file.name}`), problems };
}

function isIndex(key: string): boolean {
  return /^\d{1,5}$/.test(key) && Number(key) <= 65_535;
}
