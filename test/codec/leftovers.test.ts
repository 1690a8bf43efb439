import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { passingName, removeLeftovers } from '../../src/main/codec/leftovers.ts';
import { writeFileAside } from '../../src/main/codec/write-file.ts';
import { temporaryFolder } from '../api/test-host.ts';

/** The passing name that a process had which is gone. */
function nameOfTheDead(): string {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  return passingName().replace(`-${String(process.pid)}-`, `-${String(pid)}-`);
}

const nameOfAnotherMachine = (): string => passingName().replace(/^[0-9a-f]{8}/, '00000000');
const nameOfTheRunning = (): string => passingName().replace(`-${String(process.pid)}-`, `-${String(process.ppid)}-`);

test('what a killed process has left beside a file goes when the next one is written there', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, `.maskmend-${nameOfTheDead()}.part`), 'half');
  const kept = [
    `.maskmend-${nameOfTheRunning()}.part`,
    `.maskmend-${nameOfAnotherMachine()}.part`,
    `.maskmend-${passingName()}.part`,
    '.maskmend-report-pictures',
    `a-persons-own-${nameOfTheDead()}.part`,
  ];
  for (const name of kept) writeFileSync(join(folder, name), '');
  await writeFileAside(join(folder, 'mask.png'), 'whole');
  expect(readdirSync(folder).toSorted()).toEqual([...kept, 'mask.png'].toSorted());
});

test('of another machine only what is a day old is taken to be left behind, of an earlier process with this number what is older than this', async () => {
  const folder = temporaryFolder();
  const names = [nameOfAnotherMachine(), nameOfTheRunning(), passingName()].map((name) => `x-${name}`);
  for (const name of names) mkdirSync(join(folder, name, 'inner'), { recursive: true });
  const fresh = `x-${nameOfAnotherMachine()}`;
  writeFileSync(join(folder, fresh), '');
  for (const name of names) utimesSync(join(folder, name), 1000, 1000);
  await removeLeftovers(folder, 'x-');
  expect(readdirSync(folder)).toEqual([fresh]);
});

test('a folder that is not there has nothing to remove', async () => {
  await expect(removeLeftovers(join(temporaryFolder(), 'none'), 'x-')).resolves.toBeUndefined();
});
