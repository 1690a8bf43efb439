import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openAt, readItem } from '../formats/dataset-fixture.ts';
import { findPycocotools } from './contenders.ts';
import { writeCocoFile } from './make-coco.ts';
import { emptyFolder, type RoundTimes, runRounds, type Trial } from './measure-speed.ts';
import { peakMemory, timeProcess, type Command } from './run-process.ts';

const launcher = fileURLToPath(new URL('../../src/main/launcher/maskmend.js', import.meta.url));
const encoder = fileURLToPath(new URL('encode-regions.ts', import.meta.url));
const loops = fileURLToPath(new URL('pycocotools_loops.py', import.meta.url));

export const formatTrials = {
  labels: 'maskmend import --dry-run: every label map made',
  pyLabels: "pycocotools' loop to label maps",
  files: 'maskmend import: masks written, read back and compared',
  pyFiles: "pycocotools' loop, label maps written by Pillow",
  encode: 'regions encoded as RLE with area and box',
  pyEncode: 'the same by pycocotools',
  oneWorker: 'maskmend export to VOC, 1 worker',
  twoWorkers: 'maskmend export to VOC, 2 workers',
  twoProcesses: 'two processes of 1 worker on half of these each',
} as const;

export interface FormatsScale {
  readonly polygons: number;
  /** Masks of 2 megapixels that are exported. */
  readonly masks: number;
  readonly rounds: number;
}

export interface FormatsResults {
  readonly times: RoundTimes;
  readonly hasPeer: boolean;
  /** Peak memory of the whole import, in bytes. */
  readonly memory: number | undefined;
}

const POLYGONS_PER_IMAGE = 7;
/** Label maps whose regions are encoded: the same for both sides, held in memory. */
const ENCODED_MAPS = 200;

/** Measures import, encoding and export beside pycocotools and beside itself, in turns. */
export async function runFormatsBench(
  scale: FormatsScale,
  home: string,
  onProgress: (line: string) => void,
): Promise<FormatsResults> {
  const python = findPycocotools();
  const file = join(emptyFolder(home, 'coco'), 'instances_train.json');
  const images = Math.ceil(scale.polygons / POLYGONS_PER_IMAGE);
  writeCocoFile(file, { images, polygonsPerImage: POLYGONS_PER_IMAGE, width: 640, height: 480 });
  const maps = join(home, 'maps.bin');
  await writeMaps(file, maps);
  const trials = [
    ...importTrials(file, home, images),
    ...encodeTrials(maps, python),
    ...(await exportTrials(scale, home)),
  ];
  const peers = python === undefined ? [] : peerTrials({ file, home, images, python });
  const times = await runRounds([...trials, ...peers], scale.rounds, onProgress);
  const memory = await peakMemory(maskmend('import', file, '--out', emptyFolder(home, 'out')));
  return { times, hasPeer: python !== undefined, memory };
}

function maskmend(...args: readonly string[]): Command {
  return { program: process.execPath, args: [launcher, ...args] };
}

function importTrials(file: string, home: string, files: number): Trial[] {
  const run = (...more: string[]) => timeProcess(maskmend('import', file, '--out', emptyFolder(home, 'out'), ...more));
  return [
    { name: formatTrials.labels, files, run: () => run('--dry-run') },
    { name: formatTrials.files, files, run: () => run() },
  ];
}

interface Peer {
  readonly file: string;
  readonly home: string;
  readonly images: number;
  readonly python: string;
}

function peerTrials({ file, home, images, python }: Peer): Trial[] {
  const run = (what: string) => timeProcess({ program: python, args: [loops, what, file, emptyFolder(home, 'out')] });
  return [
    { name: formatTrials.pyLabels, files: images, run: () => run('labels') },
    { name: formatTrials.pyFiles, files: images, run: () => run('files') },
  ];
}

function encodeTrials(maps: string, python: string | undefined): Trial[] {
  const secondsOf = (program: string, args: readonly string[]): Promise<number> => {
    const answer = execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return Promise.resolve((JSON.parse(answer) as { seconds: number }).seconds);
  };
  const own = {
    name: formatTrials.encode,
    files: ENCODED_MAPS,
    run: () => secondsOf(process.execPath, [encoder, maps]),
  };
  if (python === undefined) return [own];
  return [own, { ...own, name: formatTrials.pyEncode, run: () => secondsOf(python, [loops, 'encode', maps]) }];
}

/** The first label maps of a COCO file, one after the other. */
async function writeMaps(file: string, target: string): Promise<void> {
  const { items } = await openAt(file);
  const maps = [];
  for (const item of items.slice(0, ENCODED_MAPS)) maps.push((await readItem(item)).labelMap);
  const head = new Uint32Array([maps[0].width, maps[0].height, maps.length]);
  writeFileSync(
    target,
    Buffer.concat([Buffer.from(head.buffer), ...maps.map(({ labels }) => Uint8Array.from(labels))]),
  );
}

/** Two halves of a plain dataset of masks of 2 megapixels, which stand beside each other and together. */
async function exportTrials({ masks }: FormatsScale, home: string): Promise<Trial[]> {
  const half = Math.ceil(masks / 2);
  const halves = [join(home, 'large/first'), join(home, 'large/second')];
  for (const folder of halves) await makeLargeMasks(folder, half, home);
  const run = (path: string, out: string, workers: number) =>
    timeProcess(maskmend('export', path, '--to', 'voc', '--out', emptyFolder(home, out), '--workers', String(workers)));
  const files = 2 * half;
  const whole = join(home, 'large');
  return [
    { name: formatTrials.oneWorker, files, run: () => run(whole, 'out', 1) },
    { name: formatTrials.twoWorkers, files, run: () => run(whole, 'out', 2) },
    {
      name: formatTrials.twoProcesses,
      files,
      run: async () => Math.max(...(await Promise.all(halves.map((path, i) => run(path, `out-${i}`, 1))))),
    },
  ];
}

async function makeLargeMasks(folder: string, images: number, home: string): Promise<void> {
  const file = join(emptyFolder(home, 'large-coco'), 'instances_train.json');
  writeCocoFile(file, { images, polygonsPerImage: 12, width: 1632, height: 1224 });
  mkdirSync(folder, { recursive: true });
  await timeProcess(maskmend('import', file, '--out', folder));
}
