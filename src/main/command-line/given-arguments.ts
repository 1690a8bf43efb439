import { nameOfBytes } from '../name-bytes.ts';
import { splitBytes } from './repair/split-bytes.ts';
import { existsSync, isDoubtful, readFileSync, readlinkSync } from '../file-system.ts';

/**
 * The arguments of this process, as after `maskmend`. Node turns bytes that are no UTF-8 into U+FFFD; Linux still knows
 * them, and of the launcher those that it could not pass on. What cannot be had again is left as Node gives it.
 */
export function givenArguments(): string[] {
  const args = process.argv.slice(2);
  if (!args.some(isDoubtful)) return args;
  const isLaunched = process.channel !== undefined;
  return restoreArguments(args, isLaunched ? commandLineOf(process.ppid) : commandLineOf('self'));
}

/** Puts the bytes of a command line in the place of what Node made of them; both in the same order. */
export function restoreArguments(args: readonly string[], commandLine: readonly Uint8Array[]): string[] {
  const texts = commandLine.map((bytes) => Buffer.from(bytes).toString('utf8'));
  let next = 0;
  return args.map((arg) => {
    const found = isDoubtful(arg) ? texts.indexOf(arg, next) : -1;
    if (found < 0) return arg;
    next = found + 1;
    return givenName(commandLine[found]);
  });
}

/** A name that was given as bytes: also one that was copied from what this program wrote. */
export function givenName(bytes: Uint8Array): string {
  const name = nameOfBytes(bytes);
  const text = Buffer.from(bytes).toString('utf8');
  return isDoubtful(text) && !existsSync(name) && existsSync(text) ? text : name;
}

/** From now on the folder that the program was started in is named as all others are. */
export function nameWorkingFolder(): void {
  try {
    if (!isDoubtful(process.cwd())) return;
    const folder = nameOfBytes(readlinkSync('/proc/self/cwd', 'buffer'));
    process.cwd = () => folder;
  } catch {
    // It has gone, or this system does not tell: what is relative to it is not found, and told so.
  }
}

function commandLineOf(process: number | 'self'): Uint8Array[] {
  try {
    return splitBytes(readFileSync(`/proc/${process}/cmdline`), 0);
  } catch {
    return [];
  }
}
