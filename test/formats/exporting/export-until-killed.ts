// Run as a process of its own: exports a dataset with a resume key, and after so many masks says so and waits for its end.
import { runInThisThread } from '../../../src/main/formats/exporting/item-runner.ts';
import { exportDataset, importDataset } from '../../../src/main/formats/registry.ts';
import { defaultReadLimits } from '../../../src/shared/limits.ts';
import { plainRequest } from '../dataset-fixture.ts';

const [path, out, stopAfter] = process.argv.slice(2);
let written = 0;

const run: typeof runInThisThread = async (step) =>
  runInThisThread({
    ...step,
    inputOf: async (index) => {
      const input = await step.inputOf(index);
      if ('out' in input && input.out !== undefined && ++written > Number(stopAfter)) await waitForTheEnd();
      return input;
    },
  });

function waitForTheEnd(): Promise<never> {
  process.stdout.write('waiting\n');
  setInterval(() => undefined, 1000);
  return new Promise(() => undefined);
}

const dataset = await importDataset({ path, raster: 'coco', limits: defaultReadLimits });
const request = { ...plainRequest, format: 'coco-panoptic', out, resumeKey: 'job-1' };
const work = { limits: defaultReadLimits, run, onForecast: () => undefined };
await exportDataset(() => Promise.resolve({ dataset, request }), work);
process.stdout.write(`done after ${written}\n`);
