import { zstdDecompressSync } from 'node:zlib';
import type { LabelRuns } from '../../shared/edit/label-runs.ts';
import { UNASSIGNED_SLOT } from '../../shared/model/palette.ts';
import { compress } from './mask-tiles.ts';

/** Labels of a tile as 16 bits, however they are stored; "unassigned" is 65535. */
export function readTileLabels(packed: Uint8Array, pixels: number): Uint16Array {
  const plain = zstdDecompressSync(packed);
  if (plain.length === 2 * pixels) return new Uint16Array(plain.buffer, plain.byteOffset, pixels).slice();
  const labels = Uint16Array.from(plain);
  for (let pixel = 0; pixel < pixels; pixel++) if (labels[pixel] === 255) labels[pixel] = UNASSIGNED_SLOT;
  return labels;
}

/** True where labels are stored in 16 bits. */
export function isWideTile(packed: Uint8Array, pixels: number): boolean {
  return zstdDecompressSync(packed).length > pixels;
}

/** In 8 bits where they have room and `isWide` does not ask for more. */
export function packTileLabels(labels: Uint16Array, isWide: boolean): Uint8Array {
  const needsMore = isWide || labels.some((label) => label >= 255 && label !== UNASSIGNED_SLOT);
  if (needsMore) return compress(new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength));
  // Of 65535 the low byte is 255, which is "unassigned" in 8 bits.
  return compress(Uint8Array.from(labels, (label) => label & 255));
}

export function packRuns(runs: LabelRuns): Uint8Array {
  return compress(new Uint8Array(runs.buffer, runs.byteOffset, runs.byteLength));
}

export function readRuns(packed: Uint8Array): LabelRuns {
  const plain = zstdDecompressSync(packed);
  return new Uint32Array(plain.buffer.slice(plain.byteOffset, plain.byteOffset + plain.byteLength));
}
