import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import type { FileOutcome } from '../../src/main/services/repair/repair-sources.ts';
import type { SourceFile } from '../../src/main/services/sources/source-file.ts';
import { palette } from './mask-request.ts';

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'maskmend-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A colour mask of discs, other ones for every seed, as the bytes of a PNG. */
export function discMask(seed: number, width = 96, height = 64): Uint8Array {
  const samples = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const ring = Math.hypot(x - width * (0.3 + (seed % 7) / 20), y - height / 2) / (height / 6);
      samples.set(palette.classes[Math.min(3, Math.floor(ring))].rgb, (y * width + x) * 3);
    }
  }
  return writePng({ width, height, channels: 'rgb', bitDepth: 8, samples });
}

/** Noise: nothing that could be a mask. */
export function noise(width = 96, height = 64): Uint8Array {
  let state = 1;
  const samples = Uint8Array.from({ length: width * height * 3 }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state >>> 16;
  });
  return writePng({ width, height, channels: 'rgb', bitDepth: 8, samples });
}

/** Writes files into a folder; returns them as sources by name. */
export function writeSources(folder: string, files: Readonly<Record<string, Uint8Array>>): SourceFile[] {
  return Object.entries(files).map(([relativePath, bytes]) => {
    const path = join(folder, relativePath);
    writeFileSync(path, bytes);
    return { path, root: folder, relativePath };
  });
}

export function discMasks(count: number): Record<string, Uint8Array> {
  return Object.fromEntries(Array.from({ length: count }, (_, seed) => [`mask ${String(seed)}.png`, discMask(seed)]));
}

/** What became of each file, without what differs from run to run. */
export function withoutTimes(outcomes: readonly FileOutcome[]): unknown[] {
  return outcomes.map((outcome) => ({ ...outcome, ms: 0 }));
}

/** Every file below a folder with its bytes as text. */
export function filesBelow(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path).toString('latin1')];
    }),
  );
}
