// Apart from what else is told of shards: options are read before this library is loaded (docs/decisions/019).
import { createHash } from 'node:crypto';
import { toPosixPath } from '../posix-path.ts';
import type { Shard } from './run-part.ts';

/** True where the file falls to the shard: told by its path below its root alone, the same on every machine. */
export function isInShard(relativePath: string, { index, count }: Shard): boolean {
  const digest = createHash('sha256').update(toPosixPath(relativePath).normalize('NFC')).digest();
  return Number(digest.readBigUInt64BE(0) % BigInt(count)) === index - 1;
}
