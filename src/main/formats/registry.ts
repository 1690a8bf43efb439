import type { DatasetFormatName } from '../../shared/model/dataset-format.ts';
import type { FormatEvidence } from '../../shared/model/format-evidence.ts';
import { formatInWords } from '../../shared/strings/in-words.ts';
import { MaskmendError } from '../../shared/errors.ts';
import type { Dataset, DatasetProblem } from '../../shared/model/dataset.ts';
import { countWithNoun } from '../../shared/words.ts';
import { runExport } from './exporting/export-dataset.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import type { ExportOutcome, ExportStart, ExportWork } from './exporting/export-work.ts';
import { LIST_NAME } from './exporting/exported-folder.ts';
import type { DatasetFormat, Detection, ImportOptions } from './format.ts';
import { findForeign } from './foreign-annotations.ts';
import { formatOf, formats } from './format-list.ts';
import { checkClasses } from './reading/check-classes.ts';
import { tellsMasks } from './reading/paired-folders.ts';
import { isArchive, isTable, openTree, tableFailure } from './tree/open-tree.ts';
import { findFile, type SourceTree } from './tree/source-tree.ts';

/** A format that a folder or archive looks like. */
export interface FormatGuess extends Detection {
  readonly format: DatasetFormatName;
}

/** What a folder, archive or annotation file looks like, the likeliest first; empty where nothing is known to look so. */
export async function detectFormat(path: string, limits: ReadLimits): Promise<readonly FormatGuess[]> {
  return detectIn(await openTree(path, limits, LIST_NAME));
}

async function detectIn(tree: SourceTree): Promise<readonly FormatGuess[]> {
  const guesses: FormatGuess[] = [];
  for (const { name, detect } of formats) {
    const found = await detect(tree);
    if (found !== undefined) guesses.push({ format: name, ...found });
  }
  // Sorting keeps the order of the list where two are equally likely.
  return guesses.sort((a, b) => b.confidence - a.confidence);
}

export interface ImportRequest extends ImportOptions {
  /** Absolute path of a folder, a zip archive, or an annotation file. */
  readonly path: string;
  readonly limits: ReadLimits;
  /** Name of the format; found where absent. */
  readonly format?: string | undefined;
}

export interface ImportedDataset extends Dataset {
  /** Why the dataset was taken for its format; undefined where the person said so. */
  readonly evidence?: FormatEvidence | undefined;
  /** What it also looks like. */
  readonly others: readonly FormatGuess[];
}

/**
 * Reads a dataset but for its masks, which are read one by one later. Throws MaskmendError not-found, unsupported-format
 * where it looks like no format, and what reading its files throws.
 */
export async function importDataset({ path, format, limits, ...options }: ImportRequest): Promise<ImportedDataset> {
  const tree = await openTree(path, limits, LIST_NAME);
  if (format !== undefined) return { ...(await openAs(formatOf(format), tree, options)), others: [] };
  const guesses = await detectIn(tree);
  const best = guesses.at(0);
  const isTold = best !== undefined && (best.format !== 'folder' || options.palette !== undefined || tellsMasks(tree));
  if (!isTold) refuseForeign(tree);
  if (best === undefined) {
    refuseTables(tree);
    refusePacked(tree);
    const readable = formats.filter(({ exporter }) => exporter?.isReadable !== false);
    throw new MaskmendError('unsupported-format', 'looks like no dataset of a known format', {
      path,
      hint: `formats that are read: ${readable.map(({ name }) => name).join(', ')}`,
      option: '--from',
    });
  }
  const dataset = await openAs(formatOf(best.format), tree, options);
  const problems = best.format === 'folder' ? [...dataset.problems, ...foreignProblems(tree)] : dataset.problems;
  return { ...dataset, problems, evidence: best.evidence, others: guesses.slice(1) };
}

/** Photos with annotations of another kind are no masks. */
function refuseForeign(tree: SourceTree): void {
  const found = findForeign(tree);
  if (found === undefined) return;
  const message = `holds ${found.what} in ${found.file.name}, which are not read`;
  const { hint, option } = found;
  throw new MaskmendError('unsupported-format', message, { path: tree.path, hint, ...(option && { option }) });
}

/** Masks are taken as they are, though something beside them says more of them. */
function foreignProblems(tree: SourceTree): DatasetProblem[] {
  const found = findForeign(tree);
  if (found === undefined) return [];
  return [
    { file: found.file.name, message: `holds ${found.what}, which are not read; ${found.hint}`, isWarning: true },
  ];
}

function refuseTables(tree: SourceTree): void {
  const table = findFile(tree, ({ name }) => isTable(name));
  if (table !== undefined) throw tableFailure(table.name, tree.path);
}

/** Why nothing can be had of an archive, where that is known. */
function refusePacked(tree: SourceTree): void {
  const first = tree.files.size === 0 ? tree.problems.at(0) : undefined;
  if (first !== undefined) {
    const others = tree.problems.length - 1;
    const rest = others > 0 ? `, and ${countWithNoun(others, 'more file')} cannot be read either` : '';
    const message = `holds nothing that can be read: ${first.file} ${first.message}${rest}`;
    throw new MaskmendError('unsupported-format', message, { path: tree.path, hint: 'unpack it, and name the folder' });
  }
  const inner = findFile(tree, ({ name }) => isArchive(name));
  if (inner === undefined) return;
  throw new MaskmendError('unsupported-format', `holds archives such as ${inner.name}, which are not read`, {
    path: tree.path,
    hint: 'name the archive that is meant, or unpack them first',
  });
}

/** A format that was forced upon a tree that does not look like it may not find its way. */
async function openAs(format: DatasetFormat, tree: SourceTree, options: ImportOptions): Promise<Dataset> {
  if ((await format.detect(tree)) === undefined) {
    throw new MaskmendError('unsupported-format', `does not look like ${formatInWords(format.name)}`, {
      path: tree.path,
      hint: 'choose another format, or let it be found',
      option: '--from',
    });
  }
  try {
    return checkClasses(await format.open(tree, options));
  } catch (error) {
    throw error instanceof MaskmendError && error.path === undefined ? error.at(tree.path) : error;
  }
}

/** Writes a dataset in another format and reads it back; see `runExport`. */
export function exportDataset(
  open: () => Promise<ExportStart>,
  work: Omit<ExportWork, 'reopen'>,
): Promise<ExportOutcome> {
  const reopen = (path: string, format: string): Promise<Dataset> =>
    importDataset({ path, format, limits: work.limits, raster: 'coco', palette: undefined });
  return runExport(open, { ...work, reopen });
}
