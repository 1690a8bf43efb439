import { createHash, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { readdir, rm, stat } from '../file-system.ts';
import { isRunning } from '../running-process.ts';

/** Another machine writes into the same folder, maybe; nothing takes it this long from beginning to end. */
const OLD_MS = 24 * 3600_000;
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const MAKERS = /^([0-9a-f]{8})-(\d+)-[0-9a-f-]{36}/;

/**
 * A name, different every time, for what is there only while this process works on it; by it another one can tell
 * whether it was left behind.
 */
export function passingName(): string {
  return `${HOST}-${process.pid}-${randomUUID()}`;
}

/**
 * Removes what processes that were killed have left in `folder`: entries named `prefix`, a passing name and anything
 * more. What cannot be removed, or may still be wanted, is let be.
 */
export async function removeLeftovers(folder: string, prefix: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(prefix)) continue;
    const maker = MAKERS.exec(name.slice(prefix.length));
    if (maker === null) continue;
    const path = join(folder, name);
    const isLeft = await isLeftBehind(path, { host: maker[1], pid: Number(maker[2]) });
    if (isLeft) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function isLeftBehind(path: string, { host, pid }: { host: string; pid: number }): Promise<boolean> {
  if (host === HOST && pid !== process.pid && !isRunning(pid)) return true;
  const modifiedMs = (await stat(path).catch(() => undefined))?.mtimeMs;
  if (modifiedMs === undefined) return false;
  // A process of this number that was there before this one: as in a container that is started again and again.
  if (host === HOST && pid === process.pid) return modifiedMs < Date.now() - process.uptime() * 1000;
  return Date.now() - modifiedMs > OLD_MS;
}
