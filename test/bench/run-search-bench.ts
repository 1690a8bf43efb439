import { type Contender, floor, maskmend, type OwnOptions } from './contenders.ts';
import { type RoundTimes, runRounds, timeContender, type Trial } from './measure-speed.ts';
import type { SearchSet, SearchSets } from './search-sets.ts';

export const searchTrials = {
  exact75: 'quality 75, preset exact',
  fast75: 'quality 75, preset fast',
  starts75: 'quality 75, these processes on 16 x 16 pixels each',
  floor75: 'quality 75, the floor',
  exact90: 'quality 90, preset exact',
  floor90: 'quality 90, the floor',
  binary: '0/255 masks at quality 90, preset exact',
  binaryFloor: '0/255 masks at quality 90, the floor',
  lossless: 'undamaged PNG masks, preset exact',
  losslessFloor: 'undamaged PNG masks, the floor',
} as const;

export type SearchTrial = keyof typeof searchTrials;

export interface SearchRequest {
  readonly sets: SearchSets;
  readonly rounds: number;
  /** Folder for results that are thrown away. */
  readonly home: string;
  readonly onProgress: (line: string) => void;
}

export interface SearchResults {
  /** By the names of `searchTrials`. */
  readonly times: RoundTimes;
  /** Of one run of a trial; of the starts, those of the masks that they are starts for. */
  readonly megapixels: Readonly<Record<SearchTrial, number>>;
  /** How many of them each of the measured qualities and the starts take. */
  readonly processes: number;
}

/** Whole processes with one worker over every set, a process per palette. */
export async function runSearchBench({ sets, rounds, home, onProgress }: SearchRequest): Promise<SearchResults> {
  const chosen: Readonly<Record<SearchTrial, readonly [SearchSet, OwnOptions['preset'] | undefined]>> = {
    exact75: [sets.quality75, 'exact'],
    fast75: [sets.quality75, 'fast'],
    starts75: [sets.starts, 'fast'],
    floor75: [sets.quality75, undefined],
    exact90: [sets.quality90, 'exact'],
    floor90: [sets.quality90, undefined],
    binary: [sets.binary, 'exact'],
    binaryFloor: [sets.binary, undefined],
    lossless: [sets.lossless, 'exact'],
    losslessFloor: [sets.lossless, undefined],
  };
  // Object.keys forgets which keys the literal has.
  const keys = Object.keys(chosen) as SearchTrial[];
  const trials = keys.map((key): Trial => {
    const [set, preset] = chosen[key];
    return { name: searchTrials[key], files: 1, run: () => timeContender(contenderOf(set, preset), [], home) };
  });
  return {
    times: await runRounds(trials, rounds, onProgress),
    megapixels: {
      ...(Object.fromEntries(keys.map((key) => [key, chosen[key][0].megapixels])) as SearchResults['megapixels']),
      starts75: sets.quality75.megapixels,
    },
    processes: sets.quality75.groups.length,
  };
}

/** All groups of a set, whatever files are asked for. */
function contenderOf({ groups }: SearchSet, preset: OwnOptions['preset'] | undefined): Contender {
  if (preset === undefined)
    return (_, out) =>
      floor(
        groups.flatMap(({ files }) => files),
        out,
      );
  return (_, out) =>
    groups.flatMap(({ files, paletteFile }, place) =>
      maskmend({ workers: 1, preset, paletteFile })(files, `${out}/${place}`),
    );
}
