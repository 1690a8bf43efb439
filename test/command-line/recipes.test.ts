import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findPython } from '../find-python.ts';
import { digests } from '../faults/keeping-promises.ts';
import { drawScene, LABEL_MAP, toJpeg } from './draw-masks.ts';
import { LAUNCHER, runCommand } from './run-command.ts';
import { makeFolder } from './temporary-folder.ts';

const FILES = 6;
const SHARDS = 3;
const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));
const recipe = (name: string): string => join(DOCS, 'recipes', name);
const env = { ...process.env, MASKMEND: `${process.execPath} ${LAUNCHER}` };

const rayPython = findPython('ray');
if (rayPython === undefined)
  console.log('skipped: no Python has Ray, its recipe is not run (MASKMEND_PYTHON names further ones)');
const hasParallel = spawnSync('parallel', ['--version']).status === 0;
if (!hasParallel) console.log('skipped: this machine has no GNU parallel, its recipe is not run');
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
    // The last shard is one of an array of its own, as one that is run again.
    for (let task = 1; task <= SHARDS; task++) {
      const all = { SLURM_ARRAY_TASK_COUNT: String(SHARDS) };
      const one = { SLURM_ARRAY_TASK_COUNT: '1', SHARDS: String(SHARDS) };
      const places = { SLURM_ARRAY_TASK_ID: String(task), ...(task < SHARDS ? all : one) };
      const args = [join(folder, 'masks'), join(folder, 'out'), join(folder, 'labelmap.txt')];
      const ran = spawnSync('sh', [recipe('repair.sbatch'), ...args], { env: { ...env, ...places }, encoding: 'utf8' });
      expect(ran.status, ran.stderr).toBe(0);
    }
    expect((await runCommand(['merge-reports', join(folder, 'out')])).code).toBe(0);
    expect(masksIn(join(folder, 'out'))).toEqual(await masksOfOneRun(folder));
  });

  it.skipIf(!hasParallel)(
    'for GNU parallel, word for word and with commands that die, gives what a single run gives',
    async () => {
      const folder = await makeSet();
      writeFileSync(join(folder, 'unlucky.sh'), UNLUCKY);
      const start = `#!/bin/sh\nexec sh ${join(folder, 'unlucky.sh')} ${folder} ${process.execPath} ${LAUNCHER} "$@"\n`;
      writeFileSync(join(folder, 'maskmend'), start, { mode: 0o755 });
      const shown = /^parallel[^`]*/m.exec(readFileSync(join(DOCS, 'scale.md'), 'utf8'))?.[0] ?? '';
      const ran = spawnSync('sh', ['-ec', shown.replaceAll('16', String(SHARDS))], {
        cwd: folder,
        env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` },
        encoding: 'utf8',
      });
      expect(ran.status, ran.stderr).toBe(0);
      expect(deathsIn(folder)).toEqual(['died-1', 'died-2']);
      expect(masksIn(join(folder, 'cleaned'))).toEqual(await masksOfOneRun(folder));
      expect(filesTold(join(folder, 'cleaned'))).toEqual(filesTold(join(folder, 'whole')));
    },
  );

  it.skipIf(rayPython === undefined)(
    'for Ray, with two workers of which one dies at work, give what a single run gives',
    async () => {
      const folder = await makeSet();
      const args = [join(folder, 'masks'), join(folder, 'out'), join(folder, 'labelmap.txt')];
      const workers = ['--shards', String(SHARDS), '--num-cpus', '2'];
      writeFileSync(join(folder, 'unlucky.sh'), UNLUCKY);
      const command = `sh ${join(folder, 'unlucky.sh')} ${folder} ${process.execPath} ${LAUNCHER}`;
      const ran = spawnSync(rayPython ?? 'python3', [recipe('ray_repair.py'), ...args, ...workers], {
        env: { ...env, MASKMEND: command, UNLUCKY_PARENT: '1' },
        encoding: 'utf8',
      });
      expect(ran.status, ran.stderr).toBe(0);
      expect(
        readdirSync(folder)
          .filter((name) => name.startsWith('died-'))
          .toSorted(),
      ).toEqual(['died-1', 'died-2']);
      expect(masksIn(join(folder, 'out'))).toEqual(await masksOfOneRun(folder));
      expect((await runCommand(['merge-reports', join(folder, 'out')])).code).toBe(0);
      expect(filesTold(join(folder, 'out'))).toEqual(filesTold(join(folder, 'whole')));
    },
  );
});

/** Runs a command; the first time, for the first two shards, it dies in the middle; for shard 1 its parent dies, too, where that is wished. */
const UNLUCKY = `folder=$1; shift
for shard in 1 2; do
  case " $* " in *" --shard $shard/"*)
    if mkdir "$folder/died-$shard" 2>/dev/null; then
      "$@" & work=$!
      sleep 0.5
      kill -9 $work
      if [ $shard = 1 ] && [ "$UNLUCKY_PARENT" ]; then kill -9 $PPID; fi
      exit 137
    fi
  esac
done
exec "$@"
`;

/** Shards whose first command died. */
function deathsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('died-'))
    .toSorted();
}

/** What a report says of the files, but for the time it took. */
function filesTold(out: string): unknown {
  const { files } = JSON.parse(readFileSync(join(out, 'maskmend-report.json'), 'utf8')) as {
    readonly files: readonly Record<string, unknown>[];
  };
  return files.map((file) => ({ ...file, ms: 0 }));
}
