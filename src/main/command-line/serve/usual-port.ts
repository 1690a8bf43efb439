import { join } from 'node:path';
import { readFile, writeFile } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { LoopbackServer } from '../../http/loopback-server.ts';

/**
 * Starts a server on the port that one of this program's folder had last, where that is free, else on any: a page that
 * was open then finds the program again, and hands on what it still has. `start` is given the port, 0 for any.
 */
export async function startOnUsualPort(
  folder: string,
  start: (port: number) => Promise<LoopbackServer>,
): Promise<LoopbackServer> {
  const file = join(folder, 'port');
  const server = await start(await readPort(file)).catch((error: unknown) => {
    if (error instanceof MaskmendError && error.code === 'usage') return start(0);
    throw error;
  });
  // Where it cannot be kept, the next start takes any port.
  await writeFile(file, `${server.port}\n`).catch(() => undefined);
  return server;
}

async function readPort(file: string): Promise<number> {
  const port = Number(await readFile(file, 'utf8').catch(() => ''));
  return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : 0;
}
