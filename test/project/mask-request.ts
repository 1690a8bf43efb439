import { join } from 'node:path';
import type { JobProgress } from '../../src/main/jobs/job-progress.ts';
import type { RepairRequest, RepairWatch } from '../../src/main/services/repair/repair-sources.ts';
import type { SourceFile } from '../../src/main/services/sources/source-file.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';

const colours: readonly Rgb[] = [
  [0, 0, 0],
  [128, 0, 0],
  [0, 128, 0],
  [224, 224, 0],
];

export const palette: Palette = {
  coding: 'colour',
  source: 'test',
  classes: colours.map((rgb, slot) => ({
    slot,
    name: `class ${String(slot)}`,
    index: slot,
    rgb,
    role: slot === 0 ? 'background' : 'class',
  })),
};

/** A request to repair sources into `out` with two workers, without a project. */
export function requestFor(sources: readonly SourceFile[], out: string): RepairRequest {
  return {
    files: sources.map((source) => ({ source, output: join(out, source.relativePath) })),
    palette,
    format: 'indexed',
    meaning: 'auto',
    preset: 'fast',
    workers: 2,
    memoryBytes: 2 ** 30,
    projectPath: undefined,
    limits: defaultReadLimits,
  };
}

/** A watch that nobody aborts, unless `onProgress` says so. */
export function watchJob(onProgress: (progress: JobProgress) => void = () => undefined) {
  const controller = new AbortController();
  const watch: RepairWatch = {
    signal: controller.signal,
    onProgress,
    onPalette: () => undefined,
    onOutcome: () => undefined,
  };
  return { watch, controller };
}
