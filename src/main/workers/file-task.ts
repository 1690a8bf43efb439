import { statSync } from '../file-system.ts';
import { readFailure } from '../codec/file-failure.ts';
import { type MaskFile, readFileFacts, readMaskFile } from '../codec/read-mask-file.ts';
import type { FileStamp } from '../db/tables/files-table.ts';
import { type ErrorData, MaskmendError, toErrorData } from '../../shared/errors.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import { memoryNeed, pixelsWithin } from './memory-need.ts';
import { showLife, showTimeLeft, type WorkSign } from './work-sign.ts';

/** A file to be worked on in a worker thread. */
export interface FileTask {
  /** Absolute path. */
  readonly path: string;
  readonly limits: ReadLimits;
  /** Memory the work may take; a file that needs more is answered with what it needs, before that is taken. */
  readonly grantedBytes: number;
  /** One element in shared memory, not 0 when the work shall stop. */
  readonly stop: Int32Array;
  readonly sign?: WorkSign;
  /** The file as it was when an earlier stage of the job read it. */
  readonly expected?: FileStamp | undefined;
}

/** A file's result, or its failure, as data; `cancelled` only where the stop flag was raised. */
export type TaskResult<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: ErrorData; readonly ms: number }
  | { readonly kind: 'needs-memory'; readonly bytes: number }
  | { readonly kind: 'cancelled' };

/** A mask file that was read whole and did not change while it was read. */
export interface StampedFile extends MaskFile {
  readonly stamp: FileStamp;
}

export interface FileWork {
  readonly file: StampedFile;
  /** True as soon as the work shall stop. */
  readonly shouldStop: () => boolean;
  /** Milliseconds since the task began. */
  readonly elapsedMs: () => number;
  /** Lets those who wait know how long the work will still take. */
  readonly tellTimeLeft: (ms: number) => void;
}

/** Reads the task's file and works on it; every failure becomes data about that file. */
export function runFileTask<Value>(
  task: FileTask,
  work: (given: FileWork) => Value | Promise<Value>,
): Promise<TaskResult<Value>> {
  return runTask(task, async (given) => {
    const file = await readWithin(task);
    if (typeof file === 'number') return { kind: 'needs-memory', bytes: file };
    return { kind: 'done', value: await work({ file, ...given }) };
  });
}

/** Works on the task's file, however it reads it; every failure becomes data about that file. */
export async function runTask<Value>(
  task: Pick<FileTask, 'path' | 'stop' | 'sign'>,
  work: (given: Omit<FileWork, 'file'>) => Promise<TaskResult<Value>>,
): Promise<TaskResult<Value>> {
  const started = performance.now();
  const elapsedMs = (): number => performance.now() - started;
  const shouldStop = (): boolean => {
    showLife(task.sign);
    return Atomics.load(task.stop, 0) !== 0;
  };
  const tellTimeLeft = (ms: number): void => {
    showTimeLeft(task.sign, ms);
  };
  try {
    if (shouldStop()) return { kind: 'cancelled' };
    return await work({ shouldStop, elapsedMs, tellTimeLeft });
  } catch (error) {
    const data = toErrorData(error);
    if (data.code === 'cancelled') return { kind: 'cancelled' };
    return { kind: 'failed', error: { ...data, path: data.path ?? task.path }, ms: elapsedMs() };
  }
}

/** The file, or the bytes it needs where those were not granted. */
async function readWithin(task: FileTask): Promise<StampedFile | number> {
  const { path, limits, grantedBytes } = task;
  const stamp = readStamp(path);
  if (task.expected !== undefined && !isSameStamp(stamp, task.expected)) throw changedError(path);
  // The limits carry the grant into the reader, which checks the header's promise before it takes memory.
  const maxPixels = Math.min(limits.maxPixels, pixelsWithin(grantedBytes, stamp.bytes));
  try {
    const file = await readMaskFile(path, { ...limits, maxPixels });
    if (!isSameStamp(stamp, readStamp(path))) throw changedError(path);
    return { ...file, stamp };
  } catch (error) {
    // Half of a file that is being rewritten looks damaged; it is not.
    if (!isSameStamp(stamp, readStamp(path))) throw changedError(path);
    const isOverGrant = maxPixels < limits.maxPixels && error instanceof MaskmendError && error.code === 'too-large';
    // Reading the header again tells whether the file is too large for the grant only, or at all.
    if (isOverGrant) return memoryNeed(await readFileFacts(path, limits));
    throw error;
  }
}

export function readStamp(path: string): FileStamp {
  try {
    const { size, mtimeNs } = statSync(path, { bigint: true });
    return { bytes: Number(size), modifiedNs: mtimeNs };
  } catch (error) {
    const failure = readFailure(error, path);
    throw failure.code === 'not-found' ? changedError(path) : failure;
  }
}

function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.bytes === b.bytes && a.modifiedNs === b.modifiedNs;
}

function changedError(path: string): MaskmendError {
  return new MaskmendError('not-found', 'the file vanished or changed while it was read', {
    path,
    hint: 'run again when nothing else works on the folder',
  });
}
