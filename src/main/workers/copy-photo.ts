import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { mkdir, readFile } from '../file-system.ts';
import { readFailure, writeFailure } from '../codec/file-failure.ts';
import { writeFileAside } from '../codec/write-file.ts';
import { type FileTask, runTask, type TaskResult } from './file-task.ts';

interface CopyTask extends Pick<FileTask, 'stop'> {
  /** Absolute paths. */
  readonly path: string;
  readonly output: string;
}

/** Puts a photo beside exported masks, byte for byte; gives its SHA-256 in hex. */
export function copyPhoto(task: CopyTask): Promise<TaskResult<string>> {
  return runTask(task, async () => {
    const bytes = await readFile(task.path).catch((error: unknown) => {
      throw readFailure(error, task.path);
    });
    await mkdir(dirname(task.output), { recursive: true }).catch((error: unknown) => {
      throw writeFailure(error, task.output);
    });
    await writeFileAside(task.output, bytes);
    return { kind: 'done', value: createHash('sha256').update(bytes).digest('hex') };
  });
}
