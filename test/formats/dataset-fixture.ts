import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeWithFastPng } from '../codec/independent-decoders.ts';
import { makeFolder } from '../command-line/temporary-folder.ts';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import type { ExportOutcome } from '../../src/main/formats/exporting/export-work.ts';
import { runInThisThread } from '../../src/main/formats/exporting/item-runner.ts';
import type { ExportRequest } from '../../src/main/formats/export-request.ts';
import { formatOf } from '../../src/main/formats/format-list.ts';
import { readItemMask } from '../../src/main/formats/reading/read-item-mask.ts';
import {
  exportDataset,
  importDataset,
  type ImportedDataset,
  type ImportRequest,
} from '../../src/main/formats/registry.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Dataset, DatasetItem, ItemMask } from '../../src/shared/model/dataset.ts';

/** Rows of digits as samples: `['012', '210']`. */
function samplesOf(rows: readonly string[]): Uint8Array {
  return Uint8Array.from(rows.join(''), (digit) => Number.parseInt(digit, 36));
}

/** A grey PNG of rows of digits. */
export function greyPng(rows: readonly string[]): Uint8Array {
  return writePng({
    width: rows[0].length,
    height: rows.length,
    channels: 'grey',
    bitDepth: 8,
    samples: samplesOf(rows),
  });
}

/** An indexed PNG of rows of digits with its colours. */
export function indexedPng(rows: readonly string[], colours: readonly (readonly number[])[]): Uint8Array {
  const size = { width: rows[0].length, height: rows.length };
  return writePng({
    ...size,
    channels: 'indexed',
    bitDepth: 8,
    samples: samplesOf(rows),
    colourTable: Uint8Array.from(colours.flat()),
  });
}

/** A truecolour PNG of rows of digits that stand for colours. */
export function colourPng(rows: readonly string[], colours: readonly (readonly number[])[]): Uint8Array {
  const samples = Uint8Array.from([...samplesOf(rows)].flatMap((place) => colours[place]));
  return writePng({ width: rows[0].length, height: rows.length, channels: 'rgb', bitDepth: 8, samples });
}

/** A grey PNG of numbers of 16 bits. */
export function widePng(rows: readonly (readonly number[])[]): Uint8Array {
  const samples = Uint16Array.from(rows.flat());
  return writePng({ width: rows[0].length, height: rows.length, channels: 'grey', bitDepth: 16, samples });
}

/** A photo of a size, as PNG; every pixel tells its place. */
export function photoPng(width: number, height: number): Uint8Array {
  const samples = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return [pixel % width, Math.floor(pixel / width), 77][i % 3];
  });
  return writePng({ width, height, channels: 'rgb', bitDepth: 8, samples });
}

/** Opens files as a dataset. */
export function openFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<ImportRequest> = {},
): Promise<ImportedDataset> {
  return openAt(makeFolder(files), options);
}

export function openAt(path: string, options: Partial<ImportRequest> = {}): Promise<ImportedDataset> {
  return importDataset({ path, raster: 'coco', limits: defaultReadLimits, ...options });
}

/** Reads one mask of a dataset. */
export async function readItem({ mask }: DatasetItem): Promise<ItemMask> {
  const source = typeof mask === 'function' ? await mask() : mask;
  return readItemMask(source, { limits: defaultReadLimits, formatOf });
}

/** Names of classes row by row, one letter each: the first of the class's name, `?` where there is none. */
export async function drawItem(dataset: Dataset, place = 0): Promise<string[]> {
  const { labelMap } = await readItem(dataset.items[place]);
  const letters = new Map(dataset.palette.classes.map(({ slot, name }) => [slot, name[0]]));
  return Array.from({ length: labelMap.height }, (_, y) =>
    [...labelMap.labels.subarray(y * labelMap.width, (y + 1) * labelMap.width)]
      .map((slot) => letters.get(slot) ?? '?')
      .join(''),
  );
}

/** Exports a dataset into a folder of its own, or an archive of that name in one. */
export async function exportTo(
  format: string,
  dataset: Dataset,
  change: Partial<ExportRequest> = {},
): Promise<{ out: string; outcome: ExportOutcome }> {
  const out = change.out ?? join(makeFolder(), 'out');
  const request = { ...plainRequest, format, out, ...change };
  const outcome = await exportDataset(() => Promise.resolve({ dataset, request }), {
    limits: defaultReadLimits,
    run: runInThisThread,
    onForecast: () => undefined,
  });
  return { out, outcome };
}

export const plainRequest = {
  form: { objects: 'component' },
  classes: { indices: new Map(), merges: [], dropped: [], voidAs: 'keep', isZeroReduced: false },
  split: { kind: 'keep' },
  geometry: { turns: ['none'] },
  names: '{stem}',
  hasPhotos: true,
  isOverwriting: false,
  isDryRun: false,
  sources: [],
} as const satisfies Partial<ExportRequest>;

export function textOf(out: string, path: string): string {
  return readFileSync(join(out, path), 'utf8');
}

/** A PNG of an export as another decoder sees it: its samples as rows of numbers. */
export function rowsOf(out: string, path: string): { rows: number[][]; colourTable: Uint8Array | undefined } {
  const { width, height, samples, colourTable } = decodeWithFastPng(readFileSync(join(out, path)));
  const step = samples.length / width / height;
  const rows = Array.from({ length: height }, (_, y) => [
    ...samples.subarray(y * width * step, (y + 1) * width * step),
  ]);
  return { rows, colourTable };
}
