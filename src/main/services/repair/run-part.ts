import { createHash } from 'node:crypto';
import { toPosixPath } from '../posix-path.ts';

/** One of several runs that share the files of a set among them. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** What names of parts may be made of: they become part of a file's name. */
export const PART_NAME = /^[\w][\w.-]{0,63}$/;

/** True where the file falls to the shard: told by its path below its root alone, the same on every machine. */
export function isInShard(relativePath: string, { index, count }: Shard): boolean {
  const digest = createHash('sha256').update(toPosixPath(relativePath).normalize('NFC')).digest();
  return Number(digest.readBigUInt64BE(0) % BigInt(count)) === index - 1;
}

export function shardPart({ index, count }: Shard): string {
  return `${index}-of-${count}`;
}
