import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { readFailure } from '../codec/file-failure.ts';
import { MaskmendError, toErrorData } from '../../shared/errors.ts';

/** Paths of a list, one a line, or ended by NUL as `find -print0` writes them; `-` is standard input. */
export async function readPathList(path: string): Promise<string[]> {
  const text = (await readList(path)).toString('utf8');
  const mark = text.includes('\0') ? '\0' : /\r?\n/;
  return text.split(mark).filter((line) => line !== '');
}

async function readList(path: string): Promise<Buffer> {
  if (path === '-') return buffer(process.stdin);
  return readFile(path).catch((error: unknown) => {
    const { code, message } = toErrorData(readFailure(error));
    throw new MaskmendError(code, message, { path, cause: error });
  });
}
