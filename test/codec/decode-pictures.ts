// A process of its own: decodes and draws pictures, in a thread as the program does, and tells digests as JSON.
import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { openPhoto } from '../../src/main/codec/photo.ts';
import { readUprightPhoto } from '../../src/main/codec/photo-file.ts';
import { readMaskBytes } from '../../src/main/codec/read-mask-file.ts';
import { readPhoto } from '../../src/main/codec/thumbnail.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
  worker.on('message', (told) => process.stdout.write(JSON.stringify(told)));
} else {
  const told: Record<string, unknown> = {};
  for (const path of process.argv.slice(2)) told[path] = await decode(path);
  const { sharedObjects } = process.report.getReport() as { sharedObjects: readonly string[] };
  parentPort?.postMessage({ told, isNative: sharedObjects.some((name) => name.includes('libvips')) });
}

async function decode(path: string): Promise<unknown> {
  const bytes = readFileSync(path);
  const { content } = await readMaskBytes(path, bytes, defaultReadLimits);
  const { contentSha256, thumbnail } = await readPhoto(bytes, 1e6);
  const { width, height, pixels } = await readUprightPhoto(path, defaultReadLimits);
  const photo = await openPhoto(path, bytes, defaultReadLimits);
  const { rgb } = await photo.pixels({ resize: undefined, box: undefined, turn: 'rotate-90' });
  // What it has drawn another can read, and write to a file.
  const drawn = join(tmpdir(), `${hash('sha256', path)}.webp`);
  writeFileSync(drawn, thumbnail.bytes);
  const seen = await readUprightPhoto(drawn, defaultReadLimits);
  return {
    content: content.kind === 'raster' ? hash('sha256', content.raster.samples) : content.kind,
    contentSha256,
    thumbnail: [seen.width, seen.height, meanOf(seen.pixels)],
    upright: [width, height, hash('sha256', pixels)],
    turned: hash('sha256', rgb),
  };
}

function meanOf(pixels: Uint8Array): number {
  return Math.round(pixels.reduce((sum, value) => sum + value, 0) / pixels.length);
}
