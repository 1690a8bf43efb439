import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython } from '../find-python.ts';
import type { BenchMasks } from './make-masks.ts';
import type { Command } from './run-process.ts';

const launcher = fileURLToPath(new URL('../../src/main/launcher/maskmend.js', import.meta.url));
const floorScript = fileURLToPath(new URL('floor.js', import.meta.url));
const numpyScript = fileURLToPath(new URL('numpy-argmin.py', import.meta.url));

/** Work on some of the masks: processes that run one after the other. */
export type Contender = (files: readonly string[], out: string) => readonly Command[];

export interface OwnOptions {
  readonly workers: number;
  readonly preset: 'draft' | 'fast' | 'exact';
  /** Undefined: it is inferred from the files. */
  readonly paletteFile: string | undefined;
}

export function maskmend({ workers, preset, paletteFile }: OwnOptions): Contender {
  const palette = paletteFile === undefined ? [] : ['--palette', paletteFile];
  const options = ['--workers', String(workers), '--preset', preset, ...palette];
  return (files, out) => [
    { program: process.execPath, args: [launcher, 'repair', ...files, '--out', out, ...options] },
  ];
}

export const help: Command = { program: process.execPath, args: [launcher, '--help'] };

/** Decoding and encoding alone, by sharp. */
export const floor: Contender = (files, out) => [{ program: process.execPath, args: [floorScript, out, ...files] }];

/** ImageMagick's remap, one process a file as its users run it; undefined where it is not installed. */
export function imageMagick(masks: BenchMasks, options: readonly string[]): Contender | undefined {
  const program = findProgram(['convert', 'magick'], (path) => firstLine(path, ['-version']).includes('ImageMagick'));
  if (program === undefined) return undefined;
  return (files, out) =>
    files.map((file) => ({
      program,
      args: [file, ...options, '-remap', masks.palettePicture, join(out, `${basename(file, '.jpg')}.png`)],
    }));
}

/** NumPy's argmin over float distances, one process for all files; undefined where NumPy or Pillow is not installed. */
export function numpyArgmin(masks: BenchMasks): Contender | undefined {
  const program = findPython('numpy', 'PIL');
  if (program === undefined) return undefined;
  return (files, out) => [{ program, args: [numpyScript, out, masks.palettePicture, ...files] }];
}

/** A Python that has pycocotools and Pillow, MASKMEND_PYTHON first; undefined where there is none. */
export function findPycocotools(): string | undefined {
  return findPython('pycocotools', 'PIL');
}

/** The first program on the path that is what its name says; the system's own folder is looked into last. */
function findProgram(names: readonly string[], isRight: (path: string) => boolean): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path) && isRight(path));
}

function firstLine(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0];
  } catch {
    return '';
  }
}
