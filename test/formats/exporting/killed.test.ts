import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { exportTo, indexedPng, openAt } from '../dataset-fixture.ts';

const script = fileURLToPath(new URL('export-until-killed.ts', import.meta.url));
const COLOURS = [
  [0, 0, 0],
  [200, 10, 20],
];

/** Six masks, no two alike. */
function sixMasks(): string {
  const masks = ['01', '10', '11', '0011', '1100', '0110'].map((row, i) => [
    `masks/${'abcdef'[i]}.png`,
    indexedPng([row], COLOURS),
  ]);
  return makeFolder({
    'class_dict.csv': 'name,r,g,b\nbackground,0,0,0\ncar,200,10,20\n',
    ...(Object.fromEntries(masks) as Record<string, Uint8Array>),
  });
}

/** Exports in another process, which is killed where it waits after so many masks; what it said last. */
async function exportIn(folder: string, { out, stopAfter }: { out: string; stopAfter: number }) {
  const child = spawn(process.execPath, [script, folder, out, String(stopAfter)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
    if (said === 'waiting\n') child.kill('SIGKILL');
  });
  await once(child, 'close');
  return said.trim();
}

function contentsOf(out: string): Record<string, string> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(out.length), readFileSync(path, 'base64')];
    }),
  );
}

it('an export that is killed twice ends as one that nothing disturbed', async () => {
  const folder = sixMasks();
  const out = join(makeFolder(), 'out');
  expect(await exportIn(folder, { out, stopAfter: 2 })).toBe('waiting');
  expect(readdirSync(out)).toEqual(['.maskmend-part-job-1']);
  expect(await exportIn(folder, { out, stopAfter: 3 })).toBe('waiting');
  expect(await exportIn(folder, { out, stopAfter: 6 })).toBe('done after 1');
  const undisturbed = await exportTo('coco-panoptic', await openAt(folder));
  expect(contentsOf(out)).toEqual(contentsOf(undisturbed.out));
});
