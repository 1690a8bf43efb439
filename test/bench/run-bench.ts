import { floor, help, imageMagick, maskmend, numpyArgmin } from './contenders.ts';
import type { BenchMasks } from './make-masks.ts';
import { emptyFolder, type RoundTimes, runRounds, timeContender, timeHalves, type Trial } from './measure-speed.ts';
import { peakMemory, timeProcess } from './run-process.ts';

export const trialNames = {
  repair: 'Maskmend, preset draft, palette given, 1 worker',
  repairTwice: 'the same on twice the files',
  inferred: 'Maskmend, preset draft, palette inferred, 1 worker',
  floor: 'floor: sharp decodes, encodes a grey PNG',
  floorTwice: 'the floor on twice the files',
  imageMagick: 'ImageMagick -remap, which dithers',
  imageMagickPlain: 'ImageMagick +dither -remap',
  numpy: 'NumPy argmin over float64 distances',
  twoWorkers: 'Maskmend, preset draft, twice the files, 2 workers',
  twoProcesses: 'two processes of 1 worker on half of these each',
  help: 'maskmend --help',
} as const;

export interface BenchRequest {
  /** At least four times `count` files. */
  readonly masks: BenchMasks;
  readonly count: number;
  readonly rounds: number;
  /** Folder for results that are thrown away. */
  readonly home: string;
  readonly onProgress: (line: string) => void;
}

export interface BenchResults {
  readonly trials: readonly Trial[];
  readonly times: RoundTimes;
  readonly missingPeers: readonly string[];
  /** Peak memory in bytes over `count` files and over four times as many; undefined where it cannot be told. */
  readonly memory: readonly [number | undefined, number | undefined];
}

/** Files that the slow peers get: enough for a time per file. */
const PEER_FILES = 4;

export async function runBench(request: BenchRequest): Promise<BenchResults> {
  const peers = peerTrials(request);
  const trials = [...ownTrials(request), ...peers.trials];
  const times = await runRounds(trials, request.rounds, request.onProgress);
  const { masks, count } = request;
  const memory = [
    await memoryOver(request, masks.files.slice(0, count)),
    await memoryOver(request, masks.files),
  ] as const;
  return { trials, times, missingPeers: peers.missing, memory };
}

function ownTrials({ masks, count, home }: BenchRequest): Trial[] {
  const once = masks.files.slice(0, count);
  const twice = masks.files.slice(0, 2 * count);
  const { paletteFile } = masks;
  const one = maskmend({ workers: 1, preset: 'draft', paletteFile });
  const two = maskmend({ workers: 2, preset: 'draft', paletteFile });
  const inferring = maskmend({ workers: 1, preset: 'draft', paletteFile: undefined });
  return [
    { name: trialNames.repair, files: count, run: () => timeContender(one, once, home) },
    { name: trialNames.floor, files: count, run: () => timeContender(floor, once, home) },
    { name: trialNames.repairTwice, files: 2 * count, run: () => timeContender(one, twice, home) },
    { name: trialNames.floorTwice, files: 2 * count, run: () => timeContender(floor, twice, home) },
    { name: trialNames.inferred, files: count, run: () => timeContender(inferring, once, home) },
    { name: trialNames.twoWorkers, files: 2 * count, run: () => timeContender(two, twice, home) },
    { name: trialNames.twoProcesses, files: 2 * count, run: () => timeHalves(one, twice, home) },
    { name: trialNames.help, files: 1, run: () => timeProcess(help) },
  ];
}

function peerTrials({ masks, count, home }: BenchRequest): { trials: Trial[]; missing: string[] } {
  const files = masks.files.slice(0, Math.min(count, PEER_FILES));
  const peers = [
    { name: trialNames.imageMagick, contender: imageMagick(masks, []) },
    { name: trialNames.imageMagickPlain, contender: imageMagick(masks, ['+dither']) },
    { name: trialNames.numpy, contender: numpyArgmin(masks) },
  ];
  const trials = peers.flatMap(({ name, contender }) =>
    contender === undefined ? [] : [{ name, files: files.length, run: () => timeContender(contender, files, home) }],
  );
  return { trials, missing: peers.filter(({ contender }) => contender === undefined).map(({ name }) => name) };
}

async function memoryOver({ masks, home }: BenchRequest, files: readonly string[]): Promise<number | undefined> {
  const own = maskmend({ workers: 1, preset: 'draft', paletteFile: masks.paletteFile });
  return peakMemory(own(files, emptyFolder(home, 'out'))[0]);
}
