import { checkFile } from '../../../shared/checks/file-checks.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { ProblemKind } from '../../../shared/model/problem.ts';
import { shownPalette, toProjectPalette } from '../../../shared/model/project-palette.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import type { BlockCertificate } from '../../../shared/forward/block-certificate.ts';
import type { AlternativeTile } from '../tables/alternatives-table.ts';
import { adoptPalette } from './adopt-palette.ts';
import type { FileRow, ReadSource } from '../tables/files-table.ts';
import type { Inspection } from '../tables/inspections-table.ts';
import type { JobItemState } from '../tables/job-items-table.ts';
import type { JobRow, JobState } from '../tables/jobs-table.ts';
import { hashOfLabels } from '../labels/label-hash.ts';
import { labelsHash } from '../labels/labels-hash.ts';
import { fromTiles, type MaskTile, type TiledMask } from '../labels/mask-tiles.ts';
import { type GivenObjects, recordObjects } from './object-operations.ts';
import type { OutputFile, OutputRow } from '../tables/outputs-table.ts';
import { repaintMask } from '../labels/paint-labels.ts';
import { readProjectPalette } from '../read-palette.ts';
import type { ProjectRow } from '../tables/project-table.ts';
import type { RepairOrigin } from '../repair-origin.ts';
import type { RepairMetrics, RepairRow } from '../tables/repairs-table.ts';
import type { Tables } from '../tables/tables.ts';
import type { Thumbnail } from '../tables/thumbnails-table.ts';

/** Everything the project knows of a file. */
export interface Recollection {
  readonly file: FileRow;
  readonly inspection: Inspection | undefined;
  readonly repair: RepairRow | undefined;
  readonly outputs: readonly OutputRow[];
}

/** A file's result: what it was read from and made from, its metrics, its labels. */
export interface NewRepair {
  readonly jobId: number;
  readonly fileId: number;
  /** `skipped` for a file found to be no mask. */
  readonly status: 'repaired' | 'skipped';
  readonly read: ReadSource;
  readonly verdict: Verdict;
  readonly origin: RepairOrigin;
  readonly metrics: RepairMetrics;
  readonly outputs: readonly OutputFile[];
  readonly tiles: readonly MaskTile[];
  /** Block by block, where the file has blocks. */
  readonly blocks?: BlockCertificate | undefined;
  /** Tiles with second most likely labels. */
  readonly alternative?: readonly AlternativeTile[] | undefined;
  /** The labels, made small for lists. */
  readonly thumbnail?: Thumbnail | undefined;
  /** The mask's objects, where its files name any. */
  readonly objects?: GivenObjects | undefined;
  /** `labelsHash` of the project's palette that it was made with; absent: of the one that the project has now. */
  readonly madeFor?: string | undefined;
}

interface NewInspection {
  readonly fileId: number;
  readonly read: ReadSource;
  readonly inspection: Inspection;
}

interface SettledItem {
  readonly jobId: number;
  readonly fileId: number;
  readonly state: 'repaired' | 'skipped';
}

interface NewFailure {
  readonly jobId: number;
  readonly fileId: number;
  readonly error: ErrorData;
}

/** The kinds of problems that a file has by itself. */
export const fileProblemKinds: readonly ProblemKind[] = [
  'unreadable',
  'not-a-mask',
  'extension-disagrees',
  'sixteen-bit',
  'alpha-channel',
  'orientation',
  'colour-profile',
  'several-frames',
];

export const repairOperations = {
  project({ project }: Tables): ProjectRow {
    return project.read();
  },

  /** What is known of each file, in the given order; files met for the first time are registered. */
  recall(tables: Tables, files: readonly { readonly root: string; readonly path: string }[]): Recollection[] {
    const rootIds = new Map<string, number>();
    return files.map(({ root, path }) => {
      const rootId = rootIds.get(root) ?? tables.roots.register(root);
      rootIds.set(root, rootId);
      const { file } = tables.files.register(rootId, path);
      if (file.source === undefined) return { file, inspection: undefined, repair: undefined, outputs: [] };
      return {
        file,
        inspection: tables.inspections.read(file.id),
        repair: tables.repairs.read(file.id),
        outputs: tables.outputs.ofFile(file.id),
      };
    });
  },

  palette({ project, classes }: Tables): Palette | undefined {
    const { paletteCoding, paletteSource } = project.read();
    if (paletteCoding === undefined || paletteSource === undefined) return undefined;
    return shownPalette({ coding: paletteCoding, source: paletteSource, ...classes.inPalette() });
  },

  /** Makes a palette the project's; returns it with the slots its classes have here. */
  adoptPalette({ project, classes }: Tables, palette: Palette): Palette {
    const { paletteCoding, nextSlot } = project.read();
    const known = classes.all().map((entry) => ({ ...entry, rgb: entry.sourceRgb, index: entry.sourceIndex }));
    const adopted = adoptPalette(palette, { coding: paletteCoding, classes: known, nextSlot });
    classes.setPalette(toProjectPalette(adopted));
    const used = adopted.classes.reduce((highest, { slot }) => Math.max(highest, slot + 1), nextSlot);
    project.setPalette(palette.coding, palette.source, used);
    return adopted;
  },

  recordInspection({ files, inspections }: Tables, { fileId, read, inspection }: NewInspection): void {
    const { finding } = inspection;
    if (finding.kind === 'mask') files.setRead(fileId, 'inspected', read);
    else files.setRead(fileId, 'skipped', read, finding.verdict);
    inspections.write(fileId, inspection);
  },

  /**
   * A mask's labels, metrics and status change together; returns the result's revision. A result for another palette is
   * put aside; a decision on other labels is taken back.
   */
  recordRepair(tables: Tables, result: NewRepair): number {
    const { jobId, fileId, status, metrics, tiles } = result;
    const before = tables.repairs.read(fileId);
    const current = currentHash(tables) ?? result.origin.paletteHash;
    const validFor = result.madeFor ?? current;
    const labelsSha256 = hashOfLabels(tiles);
    if (before?.status === 'repaired' && before.validFor !== validFor) tables.earlierResults.keep(fileId);
    if (before !== undefined && before.labelsSha256 !== labelsSha256) tables.decisions.retire(fileId);
    // The classes may have changed while the work went on.
    const isStale = status === 'repaired' && validFor !== current;
    tables.files.setRead(fileId, isStale ? 'stale' : status, result.read, result.verdict);
    tables.files.setResult(fileId, status, metrics);
    const revision = tables.repairs.write(fileId, { ...result, labelsSha256, validFor });
    tables.labelTiles.replace(fileId, revision, tiles);
    tables.certificates.replace(fileId, revision, result.blocks);
    tables.alternatives.replace(fileId, revision, result.alternative ?? []);
    tables.fileClasses.replace(fileId, status === 'repaired' ? metrics.classes : []);
    if (result.thumbnail !== undefined) tables.thumbnails.write(fileId, 'labels', result.thumbnail);
    repaintMask(tables, fileId);
    recordObjects(tables, { fileId, revision }, result.objects);
    for (const output of result.outputs) tables.outputs.write(fileId, revision, output);
    const { facts } = result.read;
    tables.problems.replace(fileId, fileProblemKinds, checkFile({ role: 'mask', facts, verdict: result.verdict }));
    tables.jobItems.setState(jobId, fileId, status);
    tables.project.grow();
    return revision;
  },

  recordFailure({ files, jobItems, problems, project }: Tables, { jobId, fileId, error }: NewFailure): void {
    files.setFailed(fileId, error);
    problems.replace(fileId, fileProblemKinds, checkFile({ role: 'mask', error }));
    jobItems.setState(jobId, fileId, 'failed');
    project.grow();
  },

  /** Id of a new job of the command line over these files, none of them done yet. */
  startJob(tables: Tables, parameters: Record<string, string | number>, fileIds: readonly number[]): number {
    const title = { kind: 'repair-by-command' } as const;
    const jobId = tables.jobs.start({ kind: 'repair', title, parameters, isDismissed: true });
    tables.jobItems.add(jobId, fileIds);
    return jobId;
  },

  /** A file of a job that needs no work, or no more. */
  settleItem({ files, jobItems }: Tables, { jobId, fileId, state }: SettledItem): void {
    files.setStatus(fileId, state);
    jobItems.setState(jobId, fileId, state);
  },

  endJob({ jobs }: Tables, jobId: number, state: Exclude<JobState, 'running'>, error?: ErrorData): void {
    jobs.end(jobId, state, error);
  },

  jobs({ jobs, jobItems }: Tables): (JobRow & { readonly items: Partial<Record<JobItemState, number>> })[] {
    return jobs.all().map((job) => ({ ...job, items: jobItems.countByState(job.id) }));
  },

  /** The label map of a file as it is now; undefined where none is kept. Throws `too-large`, `project-damaged`. */
  mask({ repairs, editedTiles }: Tables, fileId: number, limits: ReadLimits): TiledMask | undefined {
    const repair = repairs.read(fileId);
    const tiles = editedTiles.readAll(fileId);
    if (repair === undefined || tiles.length === 0) return undefined;
    return fromTiles(tiles, { width: repair.metrics.width, height: repair.metrics.height }, limits);
  },
};

function currentHash(tables: Tables): string | undefined {
  const palette = readProjectPalette(tables);
  return palette && labelsHash(palette);
}
