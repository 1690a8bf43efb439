import { buffer } from 'node:stream/consumers';
import { readFile } from '../../file-system.ts';
import { readFailure } from '../../codec/file-failure.ts';
import { givenName } from '../given-arguments.ts';
import { splitBytes } from './split-bytes.ts';
import { MaskmendError, toErrorData } from '../../../shared/errors.ts';

const NEW_LINE = 0x0a;
const RETURN = 0x0d;

/** Paths of a list, one a line, or ended by NUL as `find -print0` writes them; `-` is standard input. */
export async function readPathList(path: string): Promise<string[]> {
  const list = inUtf8(await readList(path));
  const isEndedBy0 = list.includes(0);
  const parts = isEndedBy0 ? splitBytes(list, 0) : splitBytes(list, NEW_LINE).map(withoutReturn);
  return parts.filter(({ length }) => length > 0).map(givenName);
}

/** Lists made on Windows begin with a mark, and PowerShell writes them in UTF-16. */
function inUtf8(list: Buffer): Uint8Array {
  if (list[0] === 0xff && list[1] === 0xfe) return Buffer.from(list.toString('utf16le').slice(1));
  return list[0] === 0xef && list[1] === 0xbb && list[2] === 0xbf ? list.subarray(3) : list;
}

function withoutReturn(line: Uint8Array): Uint8Array {
  return line.at(-1) === RETURN ? line.subarray(0, -1) : line;
}

async function readList(path: string): Promise<Buffer> {
  if (path === '-') return buffer(process.stdin);
  return readFile(path).catch((error: unknown) => {
    const { code, message } = toErrorData(readFailure(error));
    throw new MaskmendError(code, message, { path, cause: error });
  });
}
