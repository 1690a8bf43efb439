import type { KeptRepairWarning } from '../../../shared/model/repair-warning.ts';
import type { ReadSource } from '../../db/tables/files-table.ts';
import type { OutputFile } from '../../db/tables/outputs-table.ts';
import type { RepairMetrics } from '../../db/tables/repairs-table.ts';
import type { OwnValues } from '../../workers/own-values.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type { FileFacts } from '../../../shared/model/file-facts.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import type { SourceFile } from '../sources/source-file.ts';

/** What became of one file of a repair; what is not known of it is absent. */
export interface FileOutcome {
  readonly source: SourceFile;
  /** `skipped`: found to be no mask. */
  readonly status: 'repaired' | 'skipped' | 'failed';
  /** Absolute path of the repaired mask. */
  readonly output?: string;
  readonly width?: number;
  readonly height?: number;
  readonly facts?: FileFacts;
  readonly verdict?: Verdict;
  readonly coloursBefore?: number;
  /** Classes present in the mask. */
  readonly classes?: readonly { readonly slot: number; readonly pixels: number }[];
  readonly changedPixels?: number;
  readonly uncertainPixels?: number;
  readonly certifiedBlocks?: number;
  readonly edgeBlocks?: number;
  /** To which a person gave another class than the repair; absent where there are none. */
  readonly paintedPixels?: number;
  /** Time spent on the file in the worker. */
  readonly ms: number;
  readonly warnings: readonly KeptRepairWarning[];
  readonly error?: ErrorData;
  readonly sourceSha256?: string;
  readonly outputSha256?: string;
  /** Of a mask that names objects. */
  readonly own?: OwnValues | undefined;
}

export interface RepairResult {
  readonly status: 'repaired' | 'skipped';
  readonly read: ReadSource;
  readonly verdict: Verdict;
  readonly metrics: RepairMetrics;
  readonly outputs: readonly OutputFile[];
  readonly own?: OwnValues | undefined;
}

export function repairOutcome(source: SourceFile, result: RepairResult): FileOutcome {
  const { status, read, verdict, metrics } = result;
  const mask = result.outputs.find(({ format }) => format !== 'confidence');
  return {
    source,
    status,
    ...(mask && { output: mask.path, outputSha256: mask.sha256 }),
    facts: read.facts,
    sourceSha256: read.sha256,
    verdict,
    ...metrics,
    ...(result.own && { own: result.own }),
  };
}

/** A file that was found to be no mask before there was a palette. */
export interface SkippedFile {
  readonly read: ReadSource;
  readonly verdict: Verdict;
  readonly ms: number;
}

export function skippedOutcome(source: SourceFile, { read, verdict, ms }: SkippedFile): FileOutcome {
  const { facts, sha256 } = read;
  const { width, height } = facts;
  return { source, status: 'skipped', facts, width, height, sourceSha256: sha256, verdict, ms, warnings: [] };
}

export function failedOutcome(source: SourceFile, { error, ms }: { error: ErrorData; ms: number }): FileOutcome {
  return { source, status: 'failed', error, ms, warnings: [] };
}
