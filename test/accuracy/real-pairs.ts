import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePixels, type DamagedMask } from './damage-mask.ts';
import { filesOfType } from './open-data.ts';
import { readTruthMask } from './read-truth.ts';

/** Masks as people published them, beside the exact masks they were saved from. */
export async function readRealPairs(folder: string): Promise<DamagedMask[]> {
  const files = readdirSync(join(folder, 'pairs'))
    .toSorted()
    .flatMap((dataset) => {
      const home = join(folder, 'pairs', dataset);
      return filesOfType(home, '.jpg').map((name) => ({ dataset, path: join(home, name) }));
    });
  return Promise.all(files.map(readPair));
}

async function readPair({ dataset, path }: { dataset: string; path: string }): Promise<DamagedMask> {
  const truth = readTruthMask({ path: path.replace(/\.jpg$/, '.clean.png'), dataset });
  const jpeg = readFileSync(path);
  return { truth, jpeg, pixels: await decodePixels(jpeg) };
}
