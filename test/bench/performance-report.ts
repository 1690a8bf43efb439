import { cpus } from 'node:os';
import { markdownTable } from '../accuracy/markdown.ts';
import { MASK_HEIGHT, MASK_WIDTH } from './resize-mask.ts';
import { type BenchResults, trialNames } from './run-bench.ts';
import { type SearchResults } from './run-search-bench.ts';
import { searchReport } from './search-report.ts';
import { spreadOf } from './statistics.ts';

/** How much is measured of every set of masks. */
export interface BenchScale {
  readonly count: number;
  readonly rounds: number;
}

/** What was measured on one set of masks. */
export interface SetRun {
  readonly name: string;
  readonly origin: string;
  readonly classes: number;
  readonly results: BenchResults;
}

interface Goal {
  readonly text: string;
  /** As measured, with its unit; undefined where it could not be measured. */
  readonly measured: string | undefined;
  readonly isMet: boolean;
}

const MEGABYTE = 1e6;

/** What was measured; a part that was left out is empty or undefined. */
export interface Measured {
  readonly runs: readonly SetRun[];
  readonly search?: SearchResults | undefined;
}

export function performanceReport(scale: BenchScale, { runs, search }: Measured): string {
  return `# Performance

Written by \`npm run bench\`; do not edit. Machine: ${describeMachine()}.

${runs.length === 0 ? '' : engineReport(scale, runs)}
${search === undefined ? '' : searchReport(search)}`;
}

function engineReport(scale: BenchScale, runs: readonly SetRun[]): string {
  const { missingPeers } = runs[0].results;
  return `## The first engine

Whole processes on ${scale.count} JPEG masks of each kind, ${MASK_WIDTH} x ${MASK_HEIGHT} pixels or as many in other proportions (quality 75 and 90, 4:2:0 and 4:4:4 in equal parts):

${runs.map(({ name, origin, classes }) => `- **${name}**, ${classes} classes: ${origin}.`).join('\n')}

All contenders in turn, ${scale.rounds} rounds; medians, in brackets least and largest. Ratios are those of one round, then their median.

${goalsTable(scale, runs)}

Milliseconds per file, start-up included.

${timesTable(runs)}
${missingRemark(missingPeers)}`;
}

function goalsTable(scale: BenchScale, runs: readonly SetRun[]): string {
  const goals = runs.map(({ results }) => measureGoals(scale, results));
  return markdownTable(
    ['goal', ...runs.flatMap(({ name }) => [name, 'met'])],
    goals[0].map(({ text }, place) => [text, ...goals.flatMap((list) => describeGoal(list[place]))]),
  );
}

function describeGoal({ measured, isMet }: Goal): string[] {
  return measured === undefined ? ['not measured', '-'] : [measured, isMet ? 'yes' : 'no'];
}

function measureGoals({ count }: BenchScale, results: BenchResults): Goal[] {
  const { memory } = results;
  const overFloor = perFileRatio(results, trialNames.repair, trialNames.floor);
  const overMagick = perFileRatio(results, trialNames.imageMagick, trialNames.repair);
  const overPlainMagick = perFileRatio(results, trialNames.imageMagickPlain, trialNames.repair);
  const overNumpy = perFileRatio(results, trialNames.numpy, trialNames.repair);
  const speedUp = perFileRatio(results, trialNames.repairTwice, trialNames.twoWorkers);
  const ofProcesses = perFileRatio(results, trialNames.twoProcesses, trialNames.twoWorkers);
  const start = spreadOf(timesOf(results, trialNames.help)).median;
  return [
    atMost('time per file over the floor: at most 2', overFloor, { limit: 2, unit: ' times' }),
    atMost('the same without start-up: at most 2', slopeRatio(results), { limit: 2, unit: ' times' }),
    atLeast('faster than ImageMagick -remap: at least 5 times', overMagick, { limit: 5, unit: ' times' }),
    atLeast('faster than ImageMagick +dither -remap: at least 5 times', overPlainMagick, { limit: 5, unit: ' times' }),
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

function timesTable(runs: readonly SetRun[]): string {
  const { trials } = runs[0].results;
  return markdownTable(
    ['', 'files', ...runs.map(({ name }) => name)],
    trials.map(({ name, files }) => [name, String(files), ...runs.map(({ results }) => describeTime(results, name))]),
  );
}

function describeTime(results: BenchResults, name: string): string {
  const perFile = timesOf(results, name).map((seconds) => (seconds * 1000) / filesOf(results, name));
  if (perFile.length === 0) return 'not measured';
  const { median, least, largest } = spreadOf(perFile);
  return `${median.toFixed(0)} [${least.toFixed(0)}..${largest.toFixed(0)}]`;
}

function missingRemark(missing: readonly string[]): string {
  return missing.length === 0 ? '' : `\nNot installed here, so not measured: ${missing.join('; ')}.\n`;
}

/** Processors and Node, for the head of a page. */
export function describeMachine(): string {
  const processors = cpus();
  return `${processors.length} processors, ${processors[0]?.model ?? 'of unknown model'}, Node ${process.versions.node}`;
}
