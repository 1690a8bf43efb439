import { markdownTable } from '../accuracy/markdown.ts';
import { type SearchResults, type SearchTrial, searchTrials } from './run-search-bench.ts';
import { spreadOf } from './statistics.ts';

/** A trial with what it may take: seconds per megapixel, or times of another trial. */
type SearchGoal = readonly [trial: SearchTrial, limit: number, floor?: SearchTrial];

const goals: readonly SearchGoal[] = [
  ['exact75', 0.9],
  ['fast75', 0.25],
  ['exact90', 0.4],
  ['binary', 2, 'binaryFloor'],
  ['lossless', 1.2, 'losslessFloor'],
];

/** The part of the report that tells the speed of the presets on the masks whose accuracy is measured. */
export function searchReport(results: SearchResults): string {
  return `## The search

Whole processes with one worker: the masks of [accuracy.md](accuracy.md) at 4:2:0, one process for each data set with the
palette of its masks; and masks of 2 megapixels that need no search. The floor is one process for all masks of a kind.

${markdownTable(
  ['', 'goal', 'measured', 'met'],
  goals.map((goal) => goalRow(results, goal)),
)}

Without the starts of its ${results.processes} processes the preset fast takes ${withoutStarts(results)} s/Mpx. Seconds per megapixel,
start-up included.

${markdownTable(['', 'Mpx', 's/Mpx'], trialRows(results))}
`;
}

function goalRow(results: SearchResults, [trial, limit, floor]: SearchGoal): string[] {
  const unit = floor === undefined ? ' s/Mpx' : ' times the floor';
  const measured = floor === undefined ? perMegapixel(results, trial).median : timesTheFloor(results, trial, floor);
  return [searchTrials[trial], `at most ${limit}${unit}`, measured.toFixed(2) + unit, measured <= limit ? 'yes' : 'no'];
}

/** Median over the rounds of the ratio within a round. */
function timesTheFloor(results: SearchResults, trial: SearchTrial, floor: SearchTrial): number {
  const under = timesOf(results, floor);
  return spreadOf(timesOf(results, trial).map((time, round) => time / under[round])).median;
}

/** Median over the rounds of what the preset fast takes more than its processes take to start, in s/Mpx. */
function withoutStarts(results: SearchResults): string {
  const starts = timesOf(results, 'starts75');
  const longer = timesOf(results, 'fast75').map((time, round) => time - starts[round]);
  return (spreadOf(longer).median / results.megapixels.fast75).toFixed(2);
}

function perMegapixel(results: SearchResults, trial: SearchTrial) {
  return spreadOf(timesOf(results, trial).map((time) => time / results.megapixels[trial]));
}

function timesOf({ times }: SearchResults, trial: SearchTrial): readonly number[] {
  return times.get(searchTrials[trial]) ?? [];
}

function trialRows(results: SearchResults): string[][] {
  // Object.keys forgets which keys the literal has.
  return (Object.keys(searchTrials) as SearchTrial[]).map((trial) => {
    const { median, least, largest } = perMegapixel(results, trial);
    const spread = `${median.toFixed(3)} [${least.toFixed(3)}..${largest.toFixed(3)}]`;
    return [searchTrials[trial], results.megapixels[trial].toFixed(1), spread];
  });
}
