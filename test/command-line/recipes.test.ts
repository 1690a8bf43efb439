import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { digests } from '../faults/keeping-promises.ts';
import { drawScene, LABEL_MAP, toJpeg } from './draw-masks.ts';
import { LAUNCHER, runCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

const FILES = 6;
const SHARDS = 3;
const recipe = (name: string): string => fileURLToPath(new URL(`../../docs/recipes/${name}`, import.meta.url));
const env = { ...process.env, MASKMEND: `${process.execPath} ${LAUNCHER}` };

const hasRay = spawnSync('python3', ['-c', 'import ray']).status === 0;
if (!hasRay) console.log('skipped: Python has no Ray here, its recipe is not run');
const hasShell = spawnSync('sh', ['-c', 'true']).status === 0;

async function makeSet(): Promise<string> {
  const jpeg = await toJpeg(drawScene(160, 120), 75);
  const masks = Array.from({ length: FILES }, (_, place) => [`masks/${place}.jpg`, jpeg] as const);
  return makeFolder({ 'labelmap.txt': LABEL_MAP, ...Object.fromEntries(masks) });
}

async function masksOfOneRun(folder: string): Promise<Record<string, string>> {
  const paths = [join(folder, 'masks'), '--out', join(folder, 'whole')];
  expect((await runCommand(['repair', ...paths, '--palette', join(folder, 'labelmap.txt')])).code).toBe(0);
  return masksIn(join(folder, 'whole'));
}

function masksIn(folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(digests(folder)).filter(([name]) => !name.endsWith('.json')));
}

describe('the recipes of the documents', () => {
  it.skipIf(!hasShell)('for Slurm, task by task as Slurm starts them, give what a single run gives', async () => {
    const folder = await makeSet();
    for (let task = 1; task <= SHARDS; task++) {
      const places = { SLURM_ARRAY_TASK_ID: String(task), SLURM_ARRAY_TASK_COUNT: String(SHARDS) };
      const args = [join(folder, 'masks'), join(folder, 'out'), join(folder, 'labelmap.txt')];
      const ran = spawnSync('sh', [recipe('repair.sbatch'), ...args], { env: { ...env, ...places }, encoding: 'utf8' });
      expect(ran.status, ran.stderr).toBe(0);
    }
    expect((await runCommand(['merge-reports', join(folder, 'out')])).code).toBe(0);
    expect(masksIn(join(folder, 'out'))).toEqual(await masksOfOneRun(folder));
  });

  it.skipIf(!hasRay)('for Ray give what a single run gives', async () => {
    const folder = await makeSet();
    const args = [join(folder, 'masks'), join(folder, 'out'), join(folder, 'labelmap.txt'), '--shards', String(SHARDS)];
    const ran = spawnSync('python3', [recipe('ray_repair.py'), ...args], { env, encoding: 'utf8' });
    expect(ran.status, ran.stderr).toBe(0);
    expect(masksIn(join(folder, 'out'))).toEqual(await masksOfOneRun(folder));
  });
});
