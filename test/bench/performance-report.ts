import { cpus } from 'node:os';
import { markdownTable } from '../accuracy/markdown.ts';
import { MASK_HEIGHT, MASK_WIDTH } from './make-masks.ts';
import { type BenchRequest, type BenchResults, trialNames } from './run-bench.ts';
import { spreadOf } from './statistics.ts';

interface Goal {
  readonly text: string;
  /** As measured, with its unit; undefined where it could not be measured. */
  readonly measured: string | undefined;
  readonly isMet: boolean;
}

const MEGABYTE = 1e6;

export function performanceReport(request: BenchRequest, results: BenchResults): string {
  const goals = measureGoals(request, results);
  return `# Performance

Written by \`npm run bench\`; do not edit.

Whole processes on ${request.count} JPEG masks of ${MASK_WIDTH} x ${MASK_HEIGHT} pixels (quality 75 and 90, 4:2:0 and 4:4:4 in equal parts), ${request.masks.classes} classes,
made from ${request.masks.origin}. All contenders in turn, ${request.rounds} rounds; medians, in brackets least and largest. Ratios
are those of one round, then their median. Machine: ${describeMachine()}.

## Goals

${markdownTable(
  ['goal', 'measured', 'met'],
  goals.map(({ text, measured, isMet }) => [
    text,
    measured ?? 'not measured',
    measured === undefined ? '-' : yesNo(isMet),
  ]),
)}

## Times

${timesTable(results)}
${missingRemark(results.missingPeers)}`;
}

function measureGoals({ count }: BenchRequest, results: BenchResults): Goal[] {
  const { memory } = results;
  const overFloor = perFileRatio(results, trialNames.repair, trialNames.floor);
  const overMagick = perFileRatio(results, trialNames.imageMagick, trialNames.repair);
  const overNumpy = perFileRatio(results, trialNames.numpy, trialNames.repair);
  const speedUp = perFileRatio(results, trialNames.repairTwice, trialNames.twoWorkers);
  const ofProcesses = perFileRatio(results, trialNames.twoProcesses, trialNames.twoWorkers);
  const start = spreadOf(timesOf(results, trialNames.help)).median;
  return [
    atMost('time per file over the floor: at most 2', overFloor, { limit: 2, unit: ' times' }),
    atMost('the same without start-up: at most 2', slopeRatio(results), { limit: 2, unit: ' times' }),
    atLeast('faster than ImageMagick: at least 5 times', overMagick, { limit: 5, unit: ' times' }),
    atLeast('faster than NumPy: at least 20 times', overNumpy, { limit: 20, unit: ' times' }),
    atLeast('2 workers, of the speed-up of two processes: at least 92 %', scaled(ofProcesses, 100), {
      limit: 92,
      unit: ' %',
    }),
    atLeast('2 workers, speed-up on two real cores: at least 1.7', speedUp, { limit: 1.7, unit: ' times' }),
    atMost(`peak memory, ${count} files: under 400 MB`, scaled(memory[0], 1 / MEGABYTE), { limit: 400, unit: ' MB' }),
    atMost(`peak memory, ${4 * count} files: under 400 MB`, scaled(memory[1], 1 / MEGABYTE), {
      limit: 400,
      unit: ' MB',
    }),
    atMost('--help: under 0.3 s', start, { limit: 0.3, unit: ' s' }),
  ];
}

interface Limit {
  readonly limit: number;
  readonly unit: string;
}

function atMost(text: string, value: number | undefined, { limit, unit }: Limit): Goal {
  return { text, measured: withUnit(value, unit), isMet: value !== undefined && value <= limit };
}

function atLeast(text: string, value: number | undefined, { limit, unit }: Limit): Goal {
  return { text, measured: withUnit(value, unit), isMet: value !== undefined && value >= limit };
}

function withUnit(value: number | undefined, unit: string): string | undefined {
  return value === undefined ? undefined : `${value.toFixed(value < 20 ? 2 : 0)}${unit}`;
}

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : value * factor;
}

function timesOf({ times }: BenchResults, name: string): readonly number[] {
  return times.get(name) ?? [];
}

function filesOf({ trials }: BenchResults, name: string): number {
  return trials.find((trial) => trial.name === name)?.files ?? 1;
}

/** Median over rounds of one trial's time per file over another's; undefined where one of them did not run. */
function perFileRatio(results: BenchResults, over: string, under: string): number | undefined {
  const underTimes = timesOf(results, under);
  const ratios = timesOf(results, over).map((time, round) => time / underTimes[round]);
  if (ratios.length === 0) return undefined;
  return (spreadOf(ratios).median * filesOf(results, under)) / filesOf(results, over);
}

/** What twice the files take more, over what they take the floor more. */
function slopeRatio(results: BenchResults): number {
  const [own, least] = [
    [trialNames.repair, trialNames.repairTwice],
    [trialNames.floor, trialNames.floorTwice],
  ].map(([once, twice]) => spreadOf(timesOf(results, twice)).median - spreadOf(timesOf(results, once)).median);
  return own / least;
}

function timesTable(results: BenchResults): string {
  const rows = results.trials.map(({ name, files }) => {
    const { median, least, largest } = spreadOf(timesOf(results, name).map((seconds) => (seconds * 1000) / files));
    return [name, String(files), `${median.toFixed(0)} [${least.toFixed(0)}..${largest.toFixed(0)}]`];
  });
  return markdownTable(['', 'files', 'ms per file, start-up included'], rows);
}

function missingRemark(missing: readonly string[]): string {
  return missing.length === 0 ? '' : `\nNot installed here, so not measured: ${missing.join('; ')}.\n`;
}

function describeMachine(): string {
  const processors = cpus();
  return `${processors.length} processors, ${processors[0]?.model ?? 'of unknown model'}, Node ${process.versions.node}`;
}

function yesNo(isMet: boolean): string {
  return isMet ? 'yes' : 'no';
}
