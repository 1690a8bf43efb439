import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { comparePaths } from '../../src/main/services/measure/compare-sets.ts';
import type { CallInput } from '../../src/shared/contract/calls.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { colourPng } from '../formats/dataset-fixture.ts';
import { exportRequest, repairedProject } from './projects.ts';
import { startTestHost, type TestHost } from './test-host.ts';

async function compared(host: TestHost, request: CallInput<'measure.compare'>) {
  await host.call('measure.compare', request);
  await expect.poll(async () => (await host.call('measure.comparison', {})).isRunning, { timeout: 20_000 }).toBe(false);
  return host.call('measure.comparison', {});
}

test('masks are compared with a folder: with their own export nothing differs', async () => {
  const host = await repairedProject();
  const folder = join(host.folder, 'out');
  const { job } = await host.call('export.start', exportRequest(host, { folder }));
  await host.ended(job);
  const { comparison, error } = await compared(host, { path: folder });
  expect(error).toBeUndefined();
  expect(comparison).toMatchObject({
    scores: { masks: 3, identicalMasks: 3, differingPixels: 0, meanIou: 1 },
    differing: [],
    onlyFirst: [],
    onlySecond: [],
  });
  await host.call('measure.forgetComparison', {});
  expect(await host.call('measure.comparison', {})).toEqual({
    isRunning: false,
    isFindingClasses: false,
    done: 0,
    total: 0,
  });
});

test('a folder that is not there is told as the failure of the comparison', async () => {
  const host = await repairedProject();
  const { error, comparison } = await compared(host, { path: join(host.folder, 'nowhere') });
  expect(error?.message).toContain('does not exist');
  expect(comparison).toBeUndefined();
});

const options = { connectivity: 8, tinyBelowPx: 16 } as const;
const COLOURS = [
  [0, 0, 0],
  [200, 10, 20],
  [0, 90, 0],
];
/** Rows of a mask large enough for its colours to be found. */
const rows = (classes: readonly number[]): string[] => {
  return classes.flatMap((of) => Array<string>(8).fill(String(of).repeat(24)));
};

/** Two folders that nothing tells the classes of; a mask differs in a row, each has one that the other has not. */
function twoFolders(host: TestHost): { first: string; path: string } {
  const put = (name: string, files: Readonly<Record<string, readonly number[]>>): string => {
    const folder = join(host.folder, name);
    mkdirSync(folder);
    for (const [file, classes] of Object.entries(files)) {
      writeFileSync(join(folder, file), colourPng(rows(classes), COLOURS));
    }
    return folder;
  };
  return {
    first: put('ours', { 'a.png': [0, 1, 2, 2], 'b.png': [0, 0, 1, 2], 'ours.png': [0, 1, 2] }),
    path: put('theirs', { 'a.png': [0, 1, 1, 2], 'b.png': [0, 0, 1, 2], 'theirs.png': [0, 1, 2] }),
  };
}

async function emptyProject(): Promise<TestHost> {
  const host = await startTestHost();
  await host.call('project.create', { path: join(host.folder, 'test.maskmend') });
  return host;
}

test('two folders are compared in a project that has no masks, as the command line compares them', async () => {
  const host = await emptyProject();
  const { first, path } = twoFolders(host);
  const { comparison, ...state } = await compared(host, { first, path });
  expect(state).toMatchObject({ first, path, isRunning: false, isFindingClasses: false, done: 2, total: 2 });
  expect(comparison).toMatchObject({
    scores: { masks: 2, identicalMasks: 1, differingPixels: 8 * 24 },
    differing: [{ path: 'a.png', differingPixels: 8 * 24, pixels: 32 * 24 }],
    onlyFirst: ['ours.png'],
    onlySecond: ['theirs.png'],
  });
  expect(comparison?.differing[0]).not.toHaveProperty('file');
  const share = { workers: 1, memoryBytes: 1e9, limits: defaultReadLimits };
  const watch = { signal: new AbortController().signal, onProgress: () => undefined };
  const { scores } = await comparePaths({ ...share, paths: [first, path], voidPolicy: 'ignore' }, watch);
  expect(comparison?.scores).toEqual(scores);
});

test('the scores of two folders are saved where the project has no classes', async () => {
  const host = await emptyProject();
  await compared(host, twoFolders(host));
  const saved = async (what: CallInput<'measure.save'>['what']): Promise<string> => {
    const path = join(host.folder, `${what}.txt`);
    await host.call('measure.save', { what, options, path, isOverwriting: false });
    return readFileSync(path, 'utf8');
  };
  expect((await saved('scores')).split('\r\n')[1]).toMatch(/^mask,a\.png,a\.png,/);
  expect(await saved('confusion')).toContain(',192\r\n');
  expect(await saved('score-charts')).toContain('<title>2 masks</title>');
  expect(JSON.parse(await saved('score-json'))).toMatchObject({
    version: 1,
    classes: [{ index: 0 }, { index: 1 }, { index: 2 }],
    scores: { masks: 2, differingPixels: 192 },
    masks: [{ name: 'a.png', counterpart: 'a.png', scores: { differingPixels: 192 } }, { name: 'b.png' }],
  });
});

test('folders that share no name are told as such, and a comparison is forgotten while it runs', async () => {
  const host = await emptyProject();
  const { first, path } = twoFolders(host);
  const strange = join(host.folder, 'strange');
  mkdirSync(strange);
  for (const name of ['x.png', 'y.png']) writeFileSync(join(strange, name), colourPng(rows([0, 1, 2]), COLOURS));
  const { error, comparison } = await compared(host, { first, path: strange });
  expect(comparison).toBeUndefined();
  expect(error?.message).toBe('no mask has a counterpart of its name');
  expect(error?.hint).toBe(`${first} holds a.png and 2 more, ${strange} holds x.png and 1 more`);
  expect((await host.call('measure.compare', { first, path })).isRunning).toBe(true);
  expect(await host.call('measure.forgetComparison', {})).not.toHaveProperty('path');
  expect(await host.call('measure.comparison', {})).not.toHaveProperty('comparison');
});
