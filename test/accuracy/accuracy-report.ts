import { sampleScenes } from '../../assets/sample/sample-scenes.ts';
import { claimsTable, datasetTable, distinct, overviewTable, sumOf } from './accuracy-tables.ts';
import { nearestColour } from './baselines.ts';
import type { PaletteChoice } from './choose-palette.ts';
import { markdownTable, percent, ppm } from './markdown.ts';
import type { Measurement } from './measurement.ts';
import { repair } from './repair-method.ts';
import type { AccuracyResults } from './run-accuracy.ts';
import type { TruthMask } from './truth-mask.ts';
import { findRegressions } from './worse-than.ts';

/** Wrong pixels above nearest colour that are put down to chance. */
export const REGRESSION_TOLERANCE = 2;
const LEAST_QUALITY_HELD = 50;

const CELL_OF_FILES = 'Wrong pixels (ppm) [masks without a wrong pixel]';

const introductionTo = (masks: string): string => `# Accuracy

Written by \`npm run accuracy\`; do not edit.

Clean masks are encoded as JPEG by libjpeg's defaults (sharp: standard tables, accurate integer DCT), relabelled by every
method with the same palette, and held against the clean masks. "ppm" is wrong pixels per million pixels of the whole
pictures; in brackets the masks that came back without a single wrong pixel.

Real masks: ${masks} by name of every data set, with at most 64 classes and no two colours nearer than 24 in RGB;
larger ones are cut to their top left 1024 x 1024. Masks that hold indices get the colours of Pascal VOC's colour map.

- *nearest colour*: the class with the least Euclidean distance in RGB, on the pixels that libjpeg decodes.
- *weighted distance*: (2 + r/256) dR² + 4 dG² + (2 + (255 - r)/256) dB², r the mean of both reds.
- *k-means, K known*: as many clusters as classes, k-means++ starts, each cluster named by the nearest class.
- *nearest + 3x3 mode*: nearest colour, then the commonest class of each 3 x 3 neighbourhood.
- *Maskmend*: from the coefficients of the file. Times are those of the machine that wrote this page, reading included.
`;

const paletteTitles: Record<PaletteChoice, string> = {
  own: 'Palette: the colours of the mask itself',
  dataset: 'Palette: all colours of the data set',
  inferred: 'Palette: inferred from the damaged files of the data set',
};

/** The whole page; `masks` says which of each data set. */
export function accuracyReport(results: AccuracyResults, masks: string): string {
  const sections = [
    introductionTo(masks),
    ...[...results.separate]
      .filter(([, part]) => part.length > 0)
      .map(([palette, part]) => paletteSection(palette, part)),
    ...(results.close.length > 0 ? [closeSection(results.close)] : []),
    sampleSection(results),
    ...(results.pairs.length > 0 ? [pairsSection(results.pairs)] : []),
  ];
  return sections.join('\n');
}

function paletteSection(palette: PaletteChoice, measurements: readonly Measurement[]): string {
  const known = measurements.filter(({ paletteMatch }) => paletteMatch !== 'incomplete');
  const remark = palette === 'inferred' ? [paletteRemark(measurements)] : [];
  return [`## ${paletteTitles[palette]}\n`, describeMasks(known), ...remark, ...tables(known), regressions(known)].join(
    '\n',
  );
}

function describeMasks(measurements: readonly Measurement[]): string {
  const truths = distinct(measurements.map(({ truth }) => truth));
  const megapixels = truths.reduce((sum, { labels }) => sum + labels.length, 0) / 1e6;
  const datasets = distinct(truths.map(({ dataset }) => dataset));
  return `${counted(truths.length, 'mask')}, ${megapixels.toFixed(1)} megapixels, ${counted(datasets.length, 'data set')}.\n`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function paletteRemark(measurements: readonly Measurement[]): string {
  const files = measurements.filter(({ method }) => method === repair.name);
  const share = (match: Measurement['paletteMatch']) =>
    percent(files.filter(({ paletteMatch }) => paletteMatch === match).length, files.length);
  return `Every colour of the mask was found exactly in ${share('exact')} of the files, and up to what a JPEG stores of a colour
in a further ${share('same-in-jpeg')}; the tables hold these files only.\n`;
}

function tables(measurements: readonly Measurement[]): string[] {
  return distinct(measurements.flatMap(({ damage }) => (damage ? [damage.subsampling] : []))).flatMap((subsampling) => [
    `### ${subsampling}\n`,
    `${overviewTable(measurements, subsampling)}\n`,
    'What Maskmend says of its own result:\n',
    `${claimsTable(
      measurements.filter(({ method }) => method === repair.name),
      subsampling,
    )}\n`,
    'By data set, nearest colour → Maskmend:\n',
    `${datasetTable(measurements, { from: nearestColour.name, to: repair.name, subsampling })}\n`,
  ]);
}

function regressions(measurements: readonly Measurement[]): string {
  const held = measurements.filter(({ damage }) => (damage?.quality ?? 0) >= LEAST_QUALITY_HELD);
  const found = findRegressions(held, {
    method: repair.name,
    reference: nearestColour.name,
    tolerance: REGRESSION_TOLERANCE,
  });
  const title = `Masks at quality ${LEAST_QUALITY_HELD} and above with more than ${REGRESSION_TOLERANCE} wrong pixels above nearest colour`;
  if (found.length === 0) return `${title}: none.\n`;
  const rows = found.map(({ measurement: { truth, damage, score }, reference }) => [
    `${truth.dataset}/${truth.name}, ${damage?.subsampling ?? ''} q${damage?.quality ?? ''}`,
    String(reference.score.wrong),
    String(score.wrong),
  ]);
  return `${title}:\n\n${markdownTable(['mask', 'wrong, nearest colour', 'wrong, Maskmend'], rows)}\n`;
}

function closeSection(measurements: readonly Measurement[]): string {
  const title = '## Masks with colours nearer than 24: instance ids, grey indices\n';
  return [title, describeMasks(measurements), ...tables(measurements), regressions(measurements)].join('\n');
}

function sampleSection({ sample, sampleFiles }: AccuracyResults): string {
  const files = `The bundled files. ${CELL_OF_FILES}.\n\n${filesTable(sampleFiles, describeSampleFile)}\n`;
  const title = '## The sample, palette of all its scenes\n';
  return [title, files, describeMasks(sample), ...tables(sample), regressions(sample)].join('\n');
}

function describeSampleFile({ name }: TruthMask): string {
  const damage = sampleScenes.find((scene) => scene.name === name)?.damage;
  return `${name}, ${damage?.chromaSubsampling ?? ''} q${damage?.quality ?? ''}`;
}

function pairsSection(measurements: readonly Measurement[]): string {
  const title = `## Masks as people published them, beside the exact ones\n\n${CELL_OF_FILES}.\n`;
  return `${title}\n${filesTable(measurements, ({ dataset }) => dataset)}\n`;
}

/** Groups of files as rows, methods as columns. */
function filesTable(measurements: readonly Measurement[], groupOf: (truth: TruthMask) => string): string {
  const methods = distinct(measurements.map(({ method }) => method));
  const rows = distinct(measurements.map(({ truth }) => groupOf(truth))).map((group) => [
    group,
    ...methods.map((method) => {
      const score = sumOf(measurements, (one) => groupOf(one.truth) === group && one.method === method);
      return `${score.wrong} (${ppm(score.wrong, score.pixels)}) [${score.exactMasks}/${score.masks}]`;
    }),
  ]);
  return markdownTable(['', ...methods], rows);
}
