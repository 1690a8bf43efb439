import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { mkdir, readFile } from '../file-system.ts';
import { encodeConfidence, encodeLabelMap, type OutputFormat } from '../codec/png/encode-label-map.ts';
import { writeFailure } from '../codec/file-failure.ts';
import { readPng } from '../codec/png/png-reader.ts';
import { writePng } from '../codec/png/png-writer.ts';
import { writeFileAside } from '../codec/write-file.ts';
import { fromTiles, type TiledMask } from '../db/labels/mask-tiles.ts';
import { MaskmendError } from '../../shared/errors.ts';
import { limitTable, readLimits } from '../../shared/limits.ts';
import type { LabelMap } from '../../shared/mask/label-map.ts';
import { orientPixels, type PixelPlane } from '../../shared/mask/orient-pixels.ts';
import { relabel } from '../../shared/mask/relabel.ts';
import { shrinkPlane } from '../../shared/mask/shrink-plane.ts';
import type { MapCoding } from '../../shared/objects/map-values.ts';
import type { Palette } from '../../shared/model/palette.ts';
import { runTask, type FileTask, type TaskResult } from './file-task.ts';
import { type ObjectsTask, wholeNumbers } from './object-window.ts';
import type { EdgeCut } from './draw-cut.ts';
import { reportPictures } from './report-pictures.ts';
import type { KeptMask } from './show-labels.ts';

interface ExportMaskTask extends Pick<FileTask, 'stop' | 'limits'>, KeptMask {
  /** Absolute path of the source. */
  readonly path: string;
  /** EXIF orientation 1..8 of the source: results are written upright. */
  readonly orientation: number;
  readonly palette: Palette;
  readonly format: OutputFormat;
  /** Absolute path. */
  readonly output: string;
  /** Absolute path of the confidence map, where one is wanted. */
  readonly confidence: string | undefined;
  /** The map of its objects, where one is wanted. */
  readonly objects: ObjectMapTask | undefined;
  /** Longest side in pixels; undefined: as it is. */
  readonly longestSide: number | undefined;
  /** True where pictures of the source and the result are wanted for the report. */
  readonly isShown: boolean;
}

interface ObjectMapTask {
  readonly mask: ObjectsTask;
  /** Absolute path. */
  readonly path: string;
  readonly coding: MapCoding;
  /** By the number of the object. */
  readonly values: ReadonlyMap<number, number>;
}

export interface ExportedMask {
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
  /** Distinct values in the file as it was read back. */
  readonly values: number;
  readonly confidenceSha256: string | undefined;
  readonly objectsSha256: string | undefined;
  readonly pictures: EdgeCut | undefined;
}

/**
 * Writes a mask aside, moves it into place, reads it back and compares it pixel by pixel; throws `corrupt-file` where
 * the disk gives back something else.
 */
export function exportMask(task: ExportMaskTask): Promise<TaskResult<ExportedMask>> {
  return runTask(task, async () => {
    const kept = fromTiles(task.tiles, task.size, task.limits);
    const labelMap = finish(relabel(kept.labelMap, task.merged), task);
    const bytes = encodeLabelMap(labelMap, task.palette, task.format);
    await write(task.output, bytes);
    const values = await readBack(task.output, bytes);
    const pictures = task.isShown ? await picturesOf(task, kept) : undefined;
    return {
      kind: 'done',
      value: {
        width: labelMap.width,
        height: labelMap.height,
        sha256: digest(bytes),
        values,
        confidenceSha256: await exportConfidence(task, kept.confidence),
        objectsSha256: await exportObjects(task),
        pictures,
      },
    };
  });
}

/** Undefined where the source cannot be read any more: the mask itself stands in the project. */
async function picturesOf(task: ExportMaskTask, kept: TiledMask): Promise<EdgeCut | undefined> {
  try {
    return await reportPictures(task, kept);
  } catch (error) {
    if (error instanceof MaskmendError && error.code !== 'cancelled') return undefined;
    throw error;
  }
}

async function exportConfidence(task: ExportMaskTask, values: Uint8Array): Promise<string | undefined> {
  if (task.confidence === undefined) return undefined;
  const plane = turn({ ...task.size, values }, task);
  const bytes = encodeConfidence(plane.values, plane);
  await write(task.confidence, bytes);
  await readBack(task.confidence, bytes);
  return digest(bytes);
}

async function exportObjects(task: ExportMaskTask): Promise<string | undefined> {
  if (task.objects === undefined) return undefined;
  const { mask, path, coding, values: valueOf } = task.objects;
  const { labels } = wholeNumbers(mask);
  const { width, height, values } = turn({ ...mask.size, values: labels }, task);
  const bytes = writePng({ width, height, ...samplesOf(values, coding, valueOf) });
  await write(path, bytes);
  await readBack(path, bytes);
  return digest(bytes);
}

/** Numbers of objects, 0 for none, as the samples of a picture. */
function samplesOf(numbers: Uint8Array | Uint16Array, coding: MapCoding, valueOf: ReadonlyMap<number, number>) {
  const value = (number: number): number => valueOf.get(number) ?? 0;
  if (coding === 'grey8') return { channels: 'grey', bitDepth: 8, samples: Uint8Array.from(numbers, value) } as const;
  if (coding === 'grey16')
    return { channels: 'grey', bitDepth: 16, samples: Uint16Array.from(numbers, value) } as const;
  const samples = new Uint8Array(3 * numbers.length);
  for (const [pixel, number] of numbers.entries()) {
    const colour = value(number);
    if (colour !== 0) samples.set([colour >> 16, (colour >> 8) & 255, colour & 255], 3 * pixel);
  }
  return { channels: 'rgb', bitDepth: 8, samples } as const;
}

function finish({ width, height, labels }: LabelMap, task: ExportMaskTask): LabelMap {
  const plane = turn({ width, height, values: labels }, task);
  return { width: plane.width, height: plane.height, labels: plane.values };
}

function turn<Values extends Uint8Array | Uint16Array>(
  plane: PixelPlane<Values>,
  { orientation, longestSide }: ExportMaskTask,
): PixelPlane<Values> {
  const upright = orientPixels(plane, orientation);
  return longestSide === undefined ? upright : shrinkPlane(upright, longestSide);
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
    throw writeFailure(error, path);
  });
  await writeFileAside(path, bytes);
}

/** For what was written here. */
const ownLimits = readLimits({ pixels: limitTable.pixels.most, side: limitTable.side.most });

/** The number of distinct pixel values in what stands on disk; throws where that is not what was written. */
async function readBack(path: string, written: Uint8Array): Promise<number> {
  const found = await readFile(path);
  if (!found.equals(written)) {
    throw new MaskmendError('corrupt-file', 'what stands on the disk is not what was written', {
      path,
      hint: 'check the disk, and export again',
    });
  }
  const { samples, channels } = readPng(found, ownLimits).raster;
  const count = channels === 'rgb' ? 3 : 1;
  const values = new Set<number>();
  for (let at = 0; at < samples.length; at += count) {
    values.add(count === 1 ? samples[at] : (samples[at] << 16) | (samples[at + 1] << 8) | samples[at + 2]);
  }
  return values.size;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
