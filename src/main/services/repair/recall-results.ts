import { stat } from '../../file-system.ts';
import type { ProjectDatabase } from '../../db/database.ts';
import type { ReadSource } from '../../db/tables/files-table.ts';
import type { OutputFile, OutputRow } from '../../db/tables/outputs-table.ts';
import type { Recollection } from '../../db/project-store.ts';
import { isStale, type RepairOrigin } from '../../db/repair-origin.ts';
import type { RepairRow } from '../../db/tables/repairs-table.ts';
import type { RepairResult } from './file-outcome.ts';
import { hashOfFile } from '../sources/hash-of-file.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** Files looked at together: enough to hide a slow disk's latency. */
const AT_ONCE = 32;

/** What a project knows of a file. */
export interface RecalledFile extends Recollection {
  /** What was read from the file, where it is unchanged by size and modification time; else undefined. */
  readonly unchanged: ReadSource | undefined;
}

/** What a result must have been made from, and what must have been written of it, to stand for a new one. */
export interface WantedResult {
  /** The source as it is; undefined where that is not known without reading it. */
  readonly read: ReadSource | undefined;
  readonly origin: Omit<RepairOrigin, 'sourceSha256'>;
  readonly outputs: readonly WantedOutput[];
}

/** `format` undefined: as the mask itself has it, which its repair went by. */
export interface WantedOutput {
  readonly path: string;
  readonly format: OutputFile['format'] | undefined;
}

/** What the project knows of each file, in the given order. */
export async function recallFiles(
  database: ProjectDatabase,
  sources: readonly SourceFile[],
): Promise<readonly RecalledFile[]> {
  const names = sources.map(({ root, relativePath }) => ({ root, path: relativePath }));
  const recollections = await database.recall(names);
  return mapFiles(recollections, async (recollection, place) => {
    const { source } = recollection.file;
    const isUnchanged = source !== undefined && (await hasStamp(sources[place].path, source));
    return { ...recollection, unchanged: isUnchanged ? source : undefined };
  });
}

/** The result that an earlier run left, where it is the wanted one and its outputs stand as they were written. */
export async function earlierResult(recalled: Recollection, wanted: WantedResult): Promise<RepairResult | undefined> {
  const { repair } = recalled;
  const { read } = wanted;
  if (repair === undefined || read === undefined) return undefined;
  if (isStale(repair.origin, { ...wanted.origin, sourceSha256: read.sha256 })) return undefined;
  const { status, verdict, metrics } = repair;
  if (status === 'skipped') return { status, read, verdict, metrics, outputs: [] };
  const outputs = wanted.outputs.map((output) => recordOf(output, { repair, outputs: recalled.outputs }));
  const isIntact = await Promise.all(outputs.map(stands));
  return isIntact.every(Boolean) ? { status, read, verdict, metrics, outputs: outputs.filter(isKnown) } : undefined;
}

/** Maps files in their order, a few at a time. */
export async function mapFiles<File, Result>(
  files: readonly File[],
  look: (file: File, place: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const some = files.slice(start, start + AT_ONCE);
    results.push(...(await Promise.all(some.map((file, place) => look(file, start + place)))));
  }
  return results;
}

function recordOf(
  { path, format }: WantedOutput,
  known: { repair: RepairRow; outputs: readonly OutputRow[] },
): OutputRow | undefined {
  return known.outputs.find(
    (output) =>
      output.path === path && (format ?? output.format) === output.format && output.revision === known.repair.revision,
  );
}

async function stands(output: OutputFile | undefined): Promise<boolean> {
  return output !== undefined && (await hashOfFile(output.path)) === output.sha256;
}

function isKnown(output: OutputRow | undefined): output is OutputRow {
  return output !== undefined;
}

async function hasStamp(path: string, { stamp }: ReadSource): Promise<boolean> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found !== undefined && Number(found.size) === stamp.bytes && found.mtimeNs === stamp.modifiedNs;
}
