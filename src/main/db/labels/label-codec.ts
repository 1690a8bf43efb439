import { zstdDecompressSync } from 'node:zlib';
import type { LabelRuns } from '../../../shared/edit/label-runs.ts';
import { UNASSIGNED_SLOT } from '../../../shared/model/unassigned-slot.ts';
import { compress } from './mask-tiles.ts';

/** A tile's labels as 16 bits, and whether they are stored so. */
export interface TileLabels {
  readonly labels: Uint16Array;
  readonly isWide: boolean;
}

/** Labels of a tile, however they are stored; "unassigned" is 65535. */
export function readTile(packed: Uint8Array, pixels: number): TileLabels {
  return wideLabels(zstdDecompressSync(packed), pixels);
}

/** The same of a tile that is unpacked already. */
export function wideLabels(plain: Uint8Array, pixels: number): TileLabels {
  if (plain.length === 2 * pixels) {
    return { labels: new Uint16Array(plain.buffer, plain.byteOffset, pixels).slice(), isWide: true };
  }
  const labels = new Uint16Array(pixels);
  // Plain loops: a call for every pixel takes ten times as long, and strokes wait for it.
  for (let pixel = 0; pixel < pixels; pixel++) labels[pixel] = plain[pixel] === 255 ? UNASSIGNED_SLOT : plain[pixel];
  return { labels, isWide: false };
}

export function readTileLabels(packed: Uint8Array, pixels: number): Uint16Array {
  return readTile(packed, pixels).labels;
}

/** In 8 bits where they have room and `isWide` does not ask for more. */
export function packTileLabels(labels: Uint16Array, isWide: boolean): Uint8Array {
  if (isWide || hasWideLabel(labels)) {
    return compress(new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength));
  }
  const narrow = new Uint8Array(labels.length);
  // Of 65535 the low byte is 255, which is "unassigned" in 8 bits.
  for (let pixel = 0; pixel < narrow.length; pixel++) narrow[pixel] = labels[pixel] & 255;
  return compress(narrow);
}

/** True where eight bits have no room for all labels. */
export function hasWideLabel(labels: Uint16Array): boolean {
  for (const label of labels) if (label >= 255 && label !== UNASSIGNED_SLOT) return true;
  return false;
}

export function packRuns(runs: LabelRuns): Uint8Array {
  return compress(new Uint8Array(runs.buffer, runs.byteOffset, runs.byteLength));
}

export function readRuns(packed: Uint8Array): LabelRuns {
  const plain = zstdDecompressSync(packed);
  return new Uint32Array(plain.buffer.slice(plain.byteOffset, plain.byteOffset + plain.byteLength));
}
