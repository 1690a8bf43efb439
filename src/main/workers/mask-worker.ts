import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { encodeConfidence, encodeLabelMap, type OutputFormat } from '../codec/encode-label-map.ts';
import { digestOfRaster } from '../codec/thumbnail.ts';
import { writeFailure } from '../codec/file-failure.ts';
import { writeFileAside } from '../codec/write-file.ts';
import type { ReadSource } from '../db/files-table.ts';
import type { Finding } from '../db/inspections-table.ts';
import { type MaskTile, toTiles } from '../db/mask-tiles.ts';
import type { AlternativeTile } from '../db/alternatives-table.ts';
import type { OutputFile } from '../db/outputs-table.ts';
import type { RepairMetrics } from '../db/repairs-table.ts';
import type { Thumbnail } from '../db/thumbnails-table.ts';
import { toRaster } from '../../shared/jpeg/to-raster.ts';
import type { LabelMap } from '../../shared/mask/label-map.ts';
import { orientPixels } from '../../shared/mask/orient-pixels.ts';
import type { FileFacts } from '../../shared/model/file-facts.ts';
import type { Palette } from '../../shared/model/palette.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { assessContent } from '../../shared/repair/assess-content.ts';
import type { BlockCertificate } from '../../shared/repair/block-certificate.ts';
import { gatherEvidence } from '../../shared/repair/gather-evidence.ts';
import { isMaskEvidence } from '../../shared/repair/is-mask.ts';
import type { MaskContent } from '../../shared/repair/mask-content.ts';
import type { MaskRepair, ShouldStop } from '../../shared/repair/mask-repair.ts';
import type { RepairPreset } from '../../shared/search/search-preset.ts';
import { repairMask } from '../../shared/repair/repair-mask.ts';
import { checkMask, type MaskCheck } from '../../shared/verify/check-mask.ts';
import { type FileTask, runFileTask, type StampedFile, type TaskResult } from './file-task.ts';
import { crewCaller } from './call-crew.ts';
import { cutAlternative } from './cut-alternative.ts';
import { thumbnailOfLabels } from './label-thumbnail.ts';
import { onFirstUse } from './on-first-use.ts';

// What the pool's threads can do. Entry point: each export is a task by its own name. Those that a repair of files does
// not need are loaded when they are first asked for: a thread then starts in half the time.

export const study = onFirstUse(async () => (await import('./study-source.ts')).study);
export const exportMask = onFirstUse(async () => (await import('./export-mask.ts')).exportMask);
export const copyPhoto = onFirstUse(async () => (await import('./copy-photo.ts')).copyPhoto);
export const placeItem = onFirstUse(async () => (await import('./place-item.ts')).placeItem);
export const cutReportPictures = onFirstUse(async () => (await import('./report-pictures.ts')).cutReportPictures);
export const findPalette = onFirstUse(async () => (await import('./find-palette.ts')).findPalette);
export const colourAt = onFirstUse(async () => (await import('./show-source.ts')).colourAt);
export const findPlaces = onFirstUse(async () => (await import('./show-source.ts')).findPlaces);
export const showOriginal = onFirstUse(async () => (await import('./show-source.ts')).showOriginal);
export const showPhoto = onFirstUse(async () => (await import('./show-source.ts')).showPhoto);
export const cutSource = onFirstUse(async () => (await import('./cut-source.ts')).cutSource);
export const showColour = onFirstUse(async () => (await import('./show-labels.ts')).showColour);
export const showColourThumbnail = onFirstUse(async () => (await import('./show-labels.ts')).showColourThumbnail);
export const showConfidence = onFirstUse(async () => (await import('./show-labels.ts')).showConfidence);
export const showLabels = onFirstUse(async () => (await import('./show-labels.ts')).showLabels);
export const reduceTiles = onFirstUse(async () => (await import('./reduce-tiles.ts')).reduceTiles);
export const editLabels = onFirstUse(async () => (await import('./edit-labels.ts')).editLabels);
export const drawClass = onFirstUse(async () => (await import('./draw-views.ts')).drawClass);
export const drawCutout = onFirstUse(async () => (await import('./draw-views.ts')).drawCutout);
export const maskObjects = onFirstUse(async () => (await import('./study-mask.ts')).maskObjects);
export const repairChanges = onFirstUse(async () => (await import('./study-mask.ts')).repairChanges);
export const uncertainPlaces = onFirstUse(async () => (await import('./study-mask.ts')).uncertainPlaces);
export const measureLabels = onFirstUse(async () => (await import('./measure-labels.ts')).measureLabels);
export const compareWithOriginal = onFirstUse(async () => (await import('./measure-labels.ts')).compareWithOriginal);

/** A file without a palette: what it is and what happened to it. */
export interface InspectedSource {
  readonly read: ReadSource;
  readonly verdict: Verdict;
  readonly distinctColours: number;
  /** Digest of the pixels, however they are stored. */
  readonly contentSha256: string;
}

/** A file's part in the search for the palette. */
export interface SourceEvidence {
  readonly read: ReadSource;
  readonly finding: Finding;
  /** Time spent on the file. */
  readonly ms: number;
}

export interface CheckTask extends FileTask {
  readonly palette: Palette;
  /** Positions of illegal pixels that are listed, at most. */
  readonly maxPositions: number;
}

export interface CheckedSource {
  readonly facts: FileFacts;
  /** Undefined for a JPEG, whose pixels are not exact. */
  readonly check: MaskCheck | undefined;
}

export interface RepairTask extends RepairIntoProjectTask {
  readonly format: OutputFormat;
  /** Absolute path of the repaired mask. */
  readonly output: string;
  /** Absolute path of the confidence map, where one is wanted. */
  readonly confidence: string | undefined;
  /** True where the project keeps the labels. */
  readonly keepsLabels: boolean;
}

/** A repair that writes no file: the project keeps the labels. */
export interface RepairIntoProjectTask extends FileTask {
  readonly palette: Palette;
  readonly preset: RepairPreset;
  /** Threads that may work together on a large picture, at least 1. */
  readonly threads: number;
}

export interface RepairedSource {
  /** `skipped` for a file found to be no mask; nothing is written for it. */
  readonly status: 'repaired' | 'skipped';
  readonly read: ReadSource;
  readonly verdict: Verdict;
  readonly metrics: RepairMetrics;
  readonly outputs: readonly OutputFile[];
  readonly tiles: readonly MaskTile[];
}

export interface RepairedIntoProject extends RepairedSource {
  /** Block by block, where the file has blocks. */
  readonly blocks: BlockCertificate | undefined;
  /** Tiles with second most likely labels. */
  readonly alternative: readonly AlternativeTile[];
  /** The labels, made small for lists; undefined for a file found to be no mask. */
  readonly thumbnail: Thumbnail | undefined;
}

export function inspect(task: FileTask): Promise<TaskResult<InspectedSource>> {
  return runFileTask(task, ({ file }) => {
    const { content } = file;
    const raster = content.kind === 'jpeg' ? toRaster(content.image) : content.raster;
    return { read: readOf(file), ...assessContent(content), contentSha256: digestOfRaster(raster) };
  });
}

export function evidence(task: FileTask): Promise<TaskResult<SourceEvidence>> {
  return runFileTask(task, ({ file, elapsedMs }) => ({
    read: readOf(file),
    finding: findEvidence(file.content),
    ms: elapsedMs(),
  }));
}

export function check(task: CheckTask): Promise<TaskResult<CheckedSource>> {
  return runFileTask(task, ({ file: { facts, content } }) => {
    if (content.kind === 'jpeg') return { facts, check: undefined };
    return { facts, check: checkMask(content.raster, task.palette, task.maxPositions) };
  });
}

export function repair(task: RepairTask): Promise<TaskResult<RepairedSource>> {
  return runFileTask(task, async ({ file, shouldStop, elapsedMs }) => {
    const mask = repairTask(file, task, shouldStop);
    const isMask = mask.verdict.kind !== 'not-a-mask';
    const outputs = isMask ? await writeOutputs(upright(mask, file.facts.orientation), task) : [];
    const tiles = isMask && task.keepsLabels ? toTiles(mask) : [];
    const status = isMask ? 'repaired' : 'skipped';
    const metrics = metricsOf(mask, elapsedMs());
    return { status, read: readOf(file), verdict: mask.verdict, metrics, outputs, tiles } as const;
  });
}

export function repairIntoProject(task: RepairIntoProjectTask): Promise<TaskResult<RepairedIntoProject>> {
  return runFileTask(task, ({ file, shouldStop, elapsedMs }) => {
    const mask = repairTask(file, task, shouldStop);
    const isMask = mask.verdict.kind !== 'not-a-mask';
    return {
      status: isMask ? 'repaired' : 'skipped',
      read: readOf(file),
      verdict: mask.verdict,
      metrics: metricsOf(mask, elapsedMs()),
      outputs: [],
      tiles: isMask ? toTiles(mask) : [],
      blocks: mask.blocks,
      alternative: isMask && mask.alternative !== undefined ? cutAlternative(mask.alternative, mask.labelMap) : [],
      thumbnail: isMask ? thumbnailOfLabels(mask.labelMap) : undefined,
    };
  });
}

function repairTask(
  { content }: StampedFile,
  { palette, preset, threads, stop }: RepairIntoProjectTask,
  shouldStop: ShouldStop,
): MaskRepair {
  const callCrew = crewCaller({ threads, stop, shouldStop });
  return repairMask(content, { palette, preset, callCrew }, shouldStop);
}

function findEvidence(content: MaskContent): Finding {
  const evidence = gatherEvidence(content);
  if (isMaskEvidence(content, evidence)) return { kind: 'mask', evidence };
  return { kind: 'other', verdict: assessContent(content).verdict };
}

function readOf({ stamp, sha256, facts }: StampedFile): ReadSource {
  return { stamp, sha256, facts };
}

function metricsOf(mask: MaskRepair, ms: number): RepairMetrics {
  const { coloursBefore, changedPixels, uncertainPixels, certifiedBlocks, edgeBlocks, classes, warnings } = mask;
  const { width, height } = mask.labelMap;
  return {
    width,
    height,
    coloursBefore,
    changedPixels,
    uncertainPixels,
    certifiedBlocks,
    edgeBlocks,
    classes,
    warnings,
    ms,
  };
}

interface UprightMask {
  readonly labelMap: LabelMap;
  readonly confidence: Uint8Array;
}

/** Results are exported upright; inside, everything is in coded pixels. */
function upright({ labelMap: { width, height, labels }, confidence }: MaskRepair, orientation: number): UprightMask {
  const turned = orientPixels({ width, height, values: labels }, orientation);
  return {
    labelMap: { width: turned.width, height: turned.height, labels: turned.values },
    confidence: orientPixels({ width, height, values: confidence }, orientation).values,
  };
}

async function writeOutputs(mask: UprightMask, task: RepairTask): Promise<OutputFile[]> {
  const labels = encodeLabelMap(mask.labelMap, task.palette, task.format);
  const written = [await writeOutput(task.output, labels, task.format)];
  if (task.confidence !== undefined) {
    written.push(await writeOutput(task.confidence, encodeConfidence(mask.confidence, mask.labelMap), 'confidence'));
  }
  return written;
}

async function writeOutput(path: string, bytes: Uint8Array, format: OutputFile['format']): Promise<OutputFile> {
  await mkdir(dirname(path), { recursive: true }).catch((error: unknown) => {
    throw writeFailure(error, path);
  });
  await writeFileAside(path, bytes);
  return { path, format, sha256: createHash('sha256').update(bytes).digest('hex') };
}
