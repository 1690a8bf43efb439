import type { OutputFormat } from '../codec/png/encode-label-map.ts';
import { digestOfRaster } from '../codec/thumbnail.ts';
import type { ReadSource } from '../db/tables/files-table.ts';
import type { Finding } from '../db/tables/inspections-table.ts';
import { type MaskTile, toTiles } from '../db/labels/mask-tiles.ts';
import type { AlternativeTile } from '../db/tables/alternatives-table.ts';
import type { GivenObjects } from '../db/operations/object-operations.ts';
import type { OutputFile } from '../db/tables/outputs-table.ts';
import type { RepairMetrics } from '../db/tables/repairs-table.ts';
import type { Thumbnail } from '../db/tables/thumbnails-table.ts';
import { toRaster } from '../../shared/jpeg/to-raster.ts';
import type { FileFacts } from '../../shared/model/file-facts.ts';
import type { Palette } from '../../shared/model/palette.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import type { ObjectMeaning } from '../../shared/objects/place-objects.ts';
import type { SeenObjects } from '../../shared/objects/recognise-objects.ts';
import type { FileEvidence } from '../../shared/palette/file-evidence.ts';
import { assessContent, isAssessedMask } from '../../shared/repair/assess-content.ts';
import type { BlockCertificate } from '../../shared/forward/block-certificate.ts';
import { withForeignColours } from '../../shared/repair/foreign-colours.ts';
import { gatherEvidence } from '../../shared/repair/gather-evidence.ts';
import { isMaskEvidence } from '../../shared/repair/is-mask.ts';
import type { MaskContent } from '../../shared/repair/mask-content.ts';
import type { MaskRepair } from '../../shared/repair/mask-repair.ts';
import type { RepairPreset } from '../../shared/search/search-preset.ts';
import { checkMask, type MaskCheck } from '../../shared/verify/check-mask.ts';
import { type FileTask, type FileWork, runFileTask, type StampedFile, type TaskResult } from './file-task.ts';
import { goBehindOthers } from './background-thread.ts';
import { cutAlternative } from './cut-alternative.ts';
import { thumbnailOfLabels } from './label-thumbnail.ts';
import { onFirstUse } from './on-first-use.ts';
import type { KeptObjects, OwnValues } from './own-values.ts';
import { recyclePicture } from './recycle-picture.ts';
import { repairByCrew } from './repair-by-crew.ts';
import type { ObjectsToRepair, RepairBy } from './repair-objects.ts';
import { upright, writeOutputs } from './write-repair.ts';

// What the pool's threads can do. Entry point: each export is a task by its own name. Those that a repair of files does
// not need are loaded when they are first asked for: a thread then starts in half the time.

goBehindOthers();

export const study = onFirstUse(async () => (await import('./study-source.ts')).study);
export const exportMask = onFirstUse(async () => (await import('./export-mask.ts')).exportMask);
export const copyPhoto = onFirstUse(async () => (await import('./copy-photo.ts')).copyPhoto);
export const placeItem = onFirstUse(async () => (await import('./place-item.ts')).placeItem);
export const cutReportPictures = onFirstUse(async () => (await import('./report-pictures.ts')).cutReportPictures);
export const findPalette = onFirstUse(async () => (await import('./find-palette.ts')).findPalette);
export const cutTellingAreas = onFirstUse(async () => (await import('./find-palette.ts')).cutTellingAreas);
export const lookAgain = onFirstUse(async () => (await import('./find-palette.ts')).lookAgain);
export const recogniseObjects = onFirstUse(async () => (await import('./find-palette.ts')).recogniseObjects);
export const colourAt = onFirstUse(async () => (await import('./show-source.ts')).colourAt);
export const findPlaces = onFirstUse(async () => (await import('./show-source.ts')).findPlaces);
export const showOriginal = onFirstUse(async () => (await import('./show-source.ts')).showOriginal);
export const showThumbnail = onFirstUse(async () => (await import('./show-source.ts')).showThumbnail);
export const showPhoto = onFirstUse(async () => (await import('./show-source.ts')).showPhoto);
export const cutSource = onFirstUse(async () => (await import('./cut-source.ts')).cutSource);
export const showColour = onFirstUse(async () => (await import('./show-labels.ts')).showColour);
export const showLevels = onFirstUse(async () => (await import('./show-source.ts')).showLevels);
export const showColourThumbnail = onFirstUse(async () => (await import('./show-labels.ts')).showColourThumbnail);
export const showSmallColour = onFirstUse(async () => (await import('./show-labels.ts')).showSmallColour);
export const showConfidence = onFirstUse(async () => (await import('./show-labels.ts')).showConfidence);
export const showLabels = onFirstUse(async () => (await import('./show-labels.ts')).showLabels);
export const reduceTiles = onFirstUse(async () => (await import('./reduce-tiles.ts')).reduceTiles);
export const editLabels = onFirstUse(async () => (await import('./edit-labels.ts')).editLabels);
export const cutEdge = onFirstUse(async () => (await import('./cut-edge.ts')).cutEdge);
export const drawClass = onFirstUse(async () => (await import('./draw-views.ts')).drawClass);
export const drawCutout = onFirstUse(async () => (await import('./draw-views.ts')).drawCutout);
export const drawObject = onFirstUse(async () => (await import('./draw-views.ts')).drawObject);
export const drawObjectCutout = onFirstUse(async () => (await import('./draw-views.ts')).drawObjectCutout);
export const maskObjects = onFirstUse(async () => (await import('./study-mask.ts')).maskObjects);
export const repairChanges = onFirstUse(async () => (await import('./study-mask.ts')).repairChanges);
export const uncertainPlaces = onFirstUse(async () => (await import('./study-mask.ts')).uncertainPlaces);
export const actOnMask = onFirstUse(async () => (await import('./object-tasks.ts')).actOnMask);
export const listObjects = onFirstUse(async () => (await import('./object-tasks.ts')).listObjects);
export const numberAt = onFirstUse(async () => (await import('./object-tasks.ts')).numberAt);
export const shownNumbers = onFirstUse(async () => (await import('./object-tasks.ts')).shownNumbers);
export const changedTiles = onFirstUse(async () => (await import('./changed-tiles.ts')).changedTiles);
export const measureLabels = onFirstUse(async () => (await import('./measure-labels.ts')).measureLabels);
export const compareWithOriginal = onFirstUse(async () => (await import('./measure-labels.ts')).compareWithOriginal);

/** A file without a palette: what it is and what happened to it. */
export interface InspectedSource {
  readonly read: ReadSource;
  /** Undefined where the file is no mask. */
  readonly evidence: FileEvidence | undefined;
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

interface PlainRepairTask extends FileTask {
  readonly palette: Palette;
  readonly preset: RepairPreset;
  /** Threads that may work together on a large picture, at least 1. */
  readonly threads: number;
}

export interface RepairTask extends PlainRepairTask {
  readonly format: OutputFormat;
  /** Absolute path of the repaired mask. */
  readonly output: string;
  /** Absolute path of the confidence map, where one is wanted. */
  readonly confidence: string | undefined;
  /** True where the project keeps the labels. */
  readonly keepsLabels: boolean;
  /** Where the mask names objects: it is written with its own values, and the palette is not asked. */
  readonly objects: SeenObjects | undefined;
  /** What the project's classes make of these objects, where it keeps them. */
  readonly keeps: ObjectMeaning | undefined;
}

/** A repair that writes no file: the project keeps the labels. */
export interface RepairIntoProjectTask extends PlainRepairTask {
  /** Where the mask names objects, or a file beside it does. */
  readonly objects: ObjectsToRepair | undefined;
}

export interface RepairedSource {
  /** `skipped` for a file found to be no mask; nothing is written for it. */
  readonly status: 'repaired' | 'skipped';
  readonly read: ReadSource;
  readonly verdict: Verdict;
  readonly metrics: RepairMetrics;
  readonly outputs: readonly OutputFile[];
  readonly tiles: readonly MaskTile[];
  /** What a mask that names objects holds; classes of the project are not among it. */
  readonly own?: OwnValues | undefined;
  /** The same as classes and objects of the project, where it keeps labels. */
  readonly kept?: KeptObjects | undefined;
}

export interface RepairedIntoProject extends RepairedSource {
  readonly objects: GivenObjects | undefined;
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
    const evidence = gatherEvidence(content);
    const raster = content.kind === 'jpeg' ? toRaster(content.image) : content.raster;
    const assessment = assessContent(content, evidence);
    return {
      read: readOf(file),
      ...assessment,
      contentSha256: digestOfRaster(raster),
      evidence: isAssessedMask(content, evidence, assessment.verdict) ? evidence : undefined,
    };
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
  return runFileTask(task, async ({ file, elapsedMs, ...watch }) => {
    const repairBy = repairer(task, watch);
    if (task.objects !== undefined) {
      const { repairOwn } = await import('./repair-own.ts');
      const { mask, ...result } = await repairOwn(file, { ...task, ...watch, objects: task.objects, repair: repairBy });
      return { ...result, read: readOf(file), metrics: { ...metricsOf(mask, elapsedMs()), classes: [] }, tiles: [] };
    }
    const repaired = repairBy(file.content, task.palette);
    // The draft is for those who want it quick; looking for colours of no class takes a fifth of its time.
    const mask = task.preset === 'draft' ? repaired : withForeignColours(repaired, file.content, task.palette);
    const isMask = mask.verdict.kind !== 'not-a-mask';
    const outputs = isMask ? await writeOutputs(upright(mask, file.facts.orientation), task) : [];
    const tiles = isMask && task.keepsLabels ? toTiles(mask) : [];
    const status = isMask ? 'repaired' : 'skipped';
    const metrics = metricsOf(mask, elapsedMs());
    recyclePicture(file.content, mask);
    return { status, read: readOf(file), verdict: mask.verdict, metrics, outputs, tiles } as const;
  });
}

export function repairIntoProject(task: RepairIntoProjectTask): Promise<TaskResult<RepairedIntoProject>> {
  return runFileTask(task, async ({ file, elapsedMs, ...watch }) => {
    const { mask, objects } = await repairWithObjects(file, task, watch);
    const isMask = mask.verdict.kind !== 'not-a-mask';
    return {
      status: isMask ? 'repaired' : 'skipped',
      read: readOf(file),
      verdict: mask.verdict,
      metrics: metricsOf(mask, elapsedMs()),
      objects,
      outputs: [],
      tiles: isMask ? toTiles(mask) : [],
      blocks: mask.blocks,
      alternative: isMask && mask.alternative !== undefined ? cutAlternative(mask.alternative, mask.labelMap) : [],
      thumbnail: isMask ? thumbnailOfLabels(mask.labelMap) : undefined,
    };
  });
}

type RepairWatch = Pick<FileWork, 'shouldStop' | 'tellTimeLeft'>;

async function repairWithObjects(file: StampedFile, task: RepairIntoProjectTask, watch: RepairWatch) {
  const repairBy = repairer(task, watch);
  if (task.objects === undefined) {
    const mask = repairBy(file.content, task.palette);
    return { mask: withForeignColours(mask, file.content, task.palette), objects: undefined };
  }
  const { repairObjects } = await import('./repair-objects.ts');
  return repairObjects({ ...file, ...task, ...watch, objects: task.objects, repair: repairBy });
}

function repairer({ preset, threads, stop }: PlainRepairTask, { shouldStop, tellTimeLeft }: RepairWatch): RepairBy {
  return (content, palette, by) =>
    repairByCrew(content, { ...by, palette, preset, tellTimeLeft }, { threads, stop, shouldStop });
}

function findEvidence(content: MaskContent): Finding {
  const evidence = gatherEvidence(content);
  if (isMaskEvidence(content, evidence)) return { kind: 'mask', evidence };
  const { verdict } = assessContent(content, evidence);
  return isAssessedMask(content, evidence, verdict) ? { kind: 'mask', evidence } : { kind: 'other', verdict };
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
