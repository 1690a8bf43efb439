import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodePixels, type DamagedMask } from './damage-mask.ts';
import { filesOfType } from './open-data.ts';
import { readTruthMask } from './read-truth.ts';
import type { TruthMask } from './truth-mask.ts';

const sampleFolder = fileURLToPath(new URL('../../assets/sample/', import.meta.url));

/** The damaged masks of the bundled sample, as they lie in its folder. */
export function readSampleFiles(): Promise<DamagedMask[]> {
  const folder = join(sampleFolder, 'masks');
  const damaged = readSampleTruth().filter(({ name }) => existsSync(join(folder, `${name}.jpg`)));
  return Promise.all(
    damaged.map(async (truth) => {
      const jpeg = readFileSync(join(folder, `${truth.name}.jpg`));
      return { truth, jpeg, pixels: await decodePixels(jpeg) };
    }),
  );
}

/** The exact masks of the bundled sample. */
export function readSampleTruth(): TruthMask[] {
  const folder = join(sampleFolder, 'truth');
  return filesOfType(folder, '.png').map((name) => readTruthMask({ path: join(folder, name), dataset: 'sample' }));
}
