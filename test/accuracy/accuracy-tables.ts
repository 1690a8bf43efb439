import type { Damage } from './damage-mask.ts';
import { markdownTable, percent, ppm } from './markdown.ts';
import type { Measurement } from './measurement.ts';
import { addScores, type Score } from './score.ts';

/** Methods as rows, qualities as columns: wrong ppm and masks that are bit-exact. */
export function overviewTable(measurements: readonly Measurement[], subsampling: Damage['subsampling']): string {
  const part = measurements.filter(({ damage }) => damage?.subsampling === subsampling);
  const qualities = qualitiesOf(part);
  const rows = distinct(part.map(({ method }) => method)).map((method) => [
    method,
    ...qualities.map((quality) => {
      const score = sumOf(part, (one) => one.method === method && one.damage?.quality === quality);
      return `${ppm(score.wrong, score.pixels)} [${score.exactMasks}/${score.masks}]`;
    }),
  ]);
  return markdownTable([subsampling, ...qualities.map((quality) => `q${quality}`)], rows);
}

/** What the repair claims of itself, and what it takes. */
export function claimsTable(measurements: readonly Measurement[], subsampling: Damage['subsampling']): string {
  const part = measurements.filter(({ damage }) => damage?.subsampling === subsampling);
  const qualities = qualitiesOf(part);
  const scores = qualities.map((quality) => sumOf(part, ({ damage }) => damage?.quality === quality));
  const row = (name: string, cell: (score: Score) => string) => [name, ...scores.map(cell)];
  return markdownTable(
    [subsampling, ...qualities.map((quality) => `q${quality}`)],
    [
      row('wrong although called certain, ppm of all pixels', (score) => ppm(score.wrongCertain, score.pixels)),
      row('called certain, of all pixels', (score) => percent(score.certain, score.pixels)),
      row('called certain, of boundary pixels', (score) => percent(score.certainBoundary, score.boundary)),
      row('edge MCUs certified', (score) => percent(score.certifiedBlocks, score.edgeBlocks)),
      row('seconds per megapixel', (score) => (score.seconds / (score.pixels / 1e6)).toFixed(2)),
    ],
  );
}

/** Data sets as rows: nearest colour's wrong ppm, the repair's, the repair's bit-exact masks. */
export function datasetTable(
  measurements: readonly Measurement[],
  pair: { from: string; to: string; subsampling: Damage['subsampling'] },
): string {
  const part = measurements.filter(({ damage }) => damage?.subsampling === pair.subsampling);
  const qualities = qualitiesOf(part);
  const rows = distinct(part.map(({ truth }) => truth.dataset)).map((dataset) => [
    dataset,
    ...qualities.map((quality) => {
      const cell = (method: string) =>
        sumOf(part, (one) => one.truth.dataset === dataset && one.damage?.quality === quality && one.method === method);
      const before = cell(pair.from);
      const after = cell(pair.to);
      return `${ppm(before.wrong, before.pixels)} → ${ppm(after.wrong, after.pixels)} [${after.exactMasks}/${after.masks}]`;
    }),
  ]);
  return markdownTable([pair.subsampling, ...qualities.map((quality) => `q${quality}`)], rows);
}

export function sumOf(measurements: readonly Measurement[], isWanted: (one: Measurement) => boolean): Score {
  return addScores(measurements.filter(isWanted).map(({ score }) => score));
}

export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function qualitiesOf(measurements: readonly Measurement[]): number[] {
  return distinct(measurements.flatMap(({ damage }) => (damage ? [damage.quality] : [])));
}
