import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from '../../command-line/temporary-folder.ts';
import { runInThisThread } from '../../../src/main/formats/exporting/item-runner.ts';
import { exportDataset } from '../../../src/main/formats/registry.ts';
import { MaskmendError } from '../../../src/shared/errors.ts';
import { defaultReadLimits } from '../../../src/shared/limits.ts';
import { indexedPng, openFiles, plainRequest } from '../dataset-fixture.ts';

const COLOURS = [
  [0, 0, 0],
  [200, 10, 20],
];

async function threeMasks() {
  const mask = indexedPng(['01'], COLOURS);
  const classes = 'name,r,g,b\nbackground,0,0,0\ncar,200,10,20\n';
  return openFiles({ 'class_dict.csv': classes, 'masks/a.png': mask, 'masks/b.png': mask, 'masks/c.png': mask });
}

type Dataset = Awaited<ReturnType<typeof threeMasks>>;

/** Exports until so many masks are written, then stops as a person would; gives how many were written. */
async function exportUntil(dataset: Dataset, { out, stopAfter = Infinity }: { out: string; stopAfter?: number }) {
  let written = 0;
  const run: typeof runInThisThread = async (step) =>
    runInThisThread({
      ...step,
      inputOf: async (index) => {
        const input = await step.inputOf(index);
        // What is only rehearsed is written nowhere.
        if ('out' in input && input.out !== undefined && ++written > stopAfter) throw new Error('stopped');
        return input;
      },
    });
  const request = { ...plainRequest, format: 'coco-panoptic', out, resumeKey: 'job-1' };
  const work = { limits: defaultReadLimits, run, onForecast: () => undefined };
  const outcome = await exportDataset(() => Promise.resolve({ dataset, request }), work).catch((error: unknown) => {
    if (error instanceof MaskmendError) throw error;
    return undefined;
  });
  return { written: Math.min(written, stopAfter), outcome };
}

it('an export that was stopped goes on with what it has written, and nothing stands in its place before', async () => {
  const dataset = await threeMasks();
  const out = join(makeFolder(), 'out');
  expect(await exportUntil(dataset, { out, stopAfter: 2 })).toEqual({ written: 2, outcome: undefined });
  expect(readdirSync(out)).toEqual(['.maskmend-part-job-1']);
  const { written, outcome } = await exportUntil(dataset, { out });
  expect(written).toBe(1);
  expect(outcome).toMatchObject({ written: 3, differing: [], failures: [] });
  expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
  const annotations = JSON.parse(readFileSync(join(out, 'annotations/panoptic_train.json'), 'utf8')) as {
    annotations: unknown[];
  };
  expect(annotations.annotations).toHaveLength(3);
});

it('masks whose files went, or that have changed meanwhile, are written again', async () => {
  const dataset = await threeMasks();
  const out = join(makeFolder(), 'out');
  await exportUntil(dataset, { out, stopAfter: 2 });
  rmSync(join(out, '.maskmend-part-job-1/annotations/panoptic_train/a.png'));
  expect((await exportUntil(dataset, { out, stopAfter: 2 })).written).toBe(2);
  const changed = { ...dataset, items: dataset.items.map((item) => ({ ...item, version: '2' })) };
  const { written, outcome } = await exportUntil(changed, { out });
  expect([written, outcome?.differing]).toEqual([3, []]);
});
