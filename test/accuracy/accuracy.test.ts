import { describe, expect, it } from 'vitest';
import { readJpegHeader } from '../../src/shared/jpeg/jpeg-header.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { accuracyReport, REGRESSION_TOLERANCE } from './accuracy-report.ts';
import { sumOf } from './accuracy-tables.ts';
import { baselines, nearestColour } from './baselines.ts';
import { type Damage, damageMask } from './damage-mask.ts';
import type { Measurement } from './measurement.ts';
import { openDataFolder } from './open-data.ts';
import { repair } from './repair-method.ts';
import { type AccuracyRequest, runAccuracy } from './run-accuracy.ts';
import { readSampleTruth } from './sample-truth.ts';
import { findRegressions } from './worse-than.ts';

const dataFolder = openDataFolder();
if (dataFolder === undefined) process.stdout.write('accuracy on real masks: skipped, no data folder (MASKMEND_DATA)\n');

const damages: readonly Damage[] = (['4:4:4', '4:2:0'] as const).flatMap((subsampling) =>
  [90, 75].map((quality) => ({ quality, subsampling })),
);

/** Small masks of every kind: streets, rooms, aerial tiles, VOC objects, cells, people. */
const DATASETS = ['camvid11', 'digital_rock', 'human_binary', 'labelme_voc', 'urban_aerial', 'wbc_large'];

function request(part: Partial<AccuracyRequest>): AccuracyRequest {
  return {
    dataFolder: undefined,
    damages,
    palettes: ['own'],
    masksPerDataset: 1,
    methods: [nearestColour, repair],
    measuresClose: true,
    onProgress: () => undefined,
    ...part,
  };
}

/** Wrong pixels of a method on all masks of a damage, in ppm. */
function wrongPpm(measurements: readonly Measurement[], method: string, { quality, subsampling }: Damage): number {
  const score = sumOf(
    measurements,
    (one) => one.method === method && one.damage?.quality === quality && one.damage.subsampling === subsampling,
  );
  return (score.wrong / score.pixels) * 1e6;
}

function regressionsOf(measurements: readonly Measurement[]) {
  const tolerance = REGRESSION_TOLERANCE;
  return findRegressions(measurements, { method: repair.name, reference: nearestColour.name, tolerance });
}

describe('the accuracy measurement', () => {
  it('reports every method, damage and scene', async () => {
    const methods = [...baselines, repair];
    const report = accuracyReport(await runAccuracy(request({ methods, damages: damages.slice(0, 1) })), 'the first');
    for (const word of [...methods.map(({ name }) => name), 'q90', 'street']) expect(report).toContain(word);
  });

  it('damages masks by the standard tables of libjpeg', async () => {
    const [truth] = readSampleTruth();
    for (const damage of damages) {
      const { facts } = readJpegHeader((await damageMask(truth, damage)).jpeg, defaultReadLimits);
      expect(facts).toMatchObject({ ...damage, hasStandardTables: true, isProgressive: false });
    }
  });
});

describe('the repair of generated masks', async () => {
  const results = await runAccuracy(request({}));

  it('is never more than two pixels worse than nearest colour', () => {
    expect(regressionsOf(results.sample)).toEqual([]);
  });

  it.each([
    { quality: 90, subsampling: '4:4:4', limit: 10 },
    { quality: 75, subsampling: '4:4:4', limit: 450 },
    { quality: 90, subsampling: '4:2:0', limit: 500 },
    { quality: 75, subsampling: '4:2:0', limit: 4000 },
  ] as const)('leaves at most $limit wrong ppm at $subsampling q$quality', ({ limit, ...damage }) => {
    expect(wrongPpm(results.sample, repair.name, damage)).toBeLessThanOrEqual(limit);
  });
});

describe.skipIf(dataFolder === undefined)('the repair of real masks', async () => {
  const results = dataFolder === undefined ? undefined : await runAccuracy(request({ dataFolder, datasets: DATASETS }));
  const measurements = results?.separate.get('own') ?? [];

  it('is never more than two pixels worse than nearest colour', () => {
    expect(measurements).not.toEqual([]);
    expect(regressionsOf(measurements)).toEqual([]);
  });

  it.each([
    { quality: 90, subsampling: '4:4:4', limit: 20 },
    { quality: 75, subsampling: '4:4:4', limit: 900 },
    { quality: 90, subsampling: '4:2:0', limit: 500 },
    { quality: 75, subsampling: '4:2:0', limit: 3000 },
  ] as const)('leaves at most $limit wrong ppm at $subsampling q$quality', ({ limit, ...damage }) => {
    expect(wrongPpm(measurements, repair.name, damage)).toBeLessThanOrEqual(limit);
  });

  it('calls almost nothing certain that is wrong', () => {
    const score = sumOf(measurements, ({ method }) => method === repair.name);
    expect((score.wrongCertain / score.pixels) * 1e6).toBeLessThan(10);
    expect(score.certain / score.pixels).toBeGreaterThan(0.9);
  });

  it('gives the published pairs back exactly', () => {
    const score = sumOf(results?.pairs ?? [], ({ method }) => method === repair.name);
    expect(score.masks).toBeGreaterThan(0);
    expect(score.exactMasks).toBe(score.masks);
  });
});
