import { markdownTable } from '../accuracy/markdown.ts';
import { describeMachine } from './performance-report.ts';
import { type FormatsResults, type FormatsScale, formatTrials } from './run-formats-bench.ts';
import { spreadOf } from './statistics.ts';

/** The page of docs/formats-performance.md. */
export function formatsReport({ polygons, masks, rounds }: FormatsScale, results: FormatsResults): string {
  return `# Performance of dataset formats

Written by \`npm run bench -- --only formats\`; do not edit. Machine: ${describeMachine()}.

A COCO file of ${polygons.toLocaleString('en')} polygons in pictures of 640 x 480; ${masks} masks of 2 megapixels.
Whole processes with two workers, start-up included, unless said otherwise; ${rounds} rounds in turn, ratios within a round, then their median.

${goalsTable(results)}

Largest memory of the whole import: ${results.memory === undefined ? 'not measured' : `${Math.round(results.memory / 1e6)} MB`}.

${timesTable(results)}
${results.hasPeer ? '' : '\npycocotools was not there (MASKMEND_PYTHON).\n'}`;
}

const GOALS = [
  ['import to label maps, of the speed of pycocotools: at least 5 times', 'pyLabels', 'labels', 5],
  [
    'import to files, read back and compared, of the speed of loop and Pillow, unchecked',
    'pyFiles',
    'files',
    undefined,
  ],
  ['RLE with area and box, one thread, encoding alone: at least 5 times', 'pyEncode', 'encode', 5],
  ['export with 2 workers, of the speed with 1: at least 1.8 times', 'oneWorker', 'twoWorkers', 1.8],
  ['two processes of 1 worker, of the speed of one', 'oneWorker', 'twoProcesses', undefined],
] as const;

function goalsTable({ times }: FormatsResults): string {
  const rows = GOALS.map(([text, slower, faster, goal]) => {
    const ratio = ratioOf(times.get(formatTrials[slower]), times.get(formatTrials[faster]));
    if (ratio === undefined) return [text, 'not measured', '-'];
    return [text, `${ratio.toFixed(2)} times`, goal === undefined ? '-' : ratio >= goal ? 'yes' : 'no'];
  });
  return markdownTable(['goal', 'measured', 'met'], rows);
}

function ratioOf(slower: readonly number[] | undefined, faster: readonly number[] | undefined): number | undefined {
  if (slower === undefined || faster === undefined) return undefined;
  return spreadOf(slower.map((seconds, round) => seconds / faster[round])).median;
}

function timesTable({ times }: FormatsResults): string {
  const rows = [...times].map(([name, seconds]) => {
    const { median, least, largest } = spreadOf(seconds);
    return [name, `${median.toFixed(2)} [${least.toFixed(2)}..${largest.toFixed(2)}]`];
  });
  return markdownTable(['', 'seconds'], rows);
}
