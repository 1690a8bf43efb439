import type { Database } from 'better-sqlite3';
import type { ErrorData } from '../../shared/errors.ts';
import type { Palette } from '../../shared/model/palette.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { adoptPalette } from './adopt-palette.ts';
import { openClassesTable } from './classes-table.ts';
import { type FileRow, openFilesTable, type ReadSource, type RepairedFileRow } from './files-table.ts';
import { type Inspection, openInspectionsTable } from './inspections-table.ts';
import { openJobItemsTable } from './job-items-table.ts';
import { type JobRow, type JobState, openJobsTable } from './jobs-table.ts';
import { openLabelTilesTable } from './label-tiles-table.ts';
import { fromTiles, type MaskTile, type TiledMask } from './mask-tiles.ts';
import { openOutputsTable, type OutputFile, type OutputRow } from './outputs-table.ts';
import { openProjectTable, type ProjectRow } from './project-table.ts';
import type { RepairOrigin } from './repair-origin.ts';
import { openRepairsTable, type RepairMetrics, type RepairRow } from './repairs-table.ts';
import { openRootsTable, type RootRow } from './roots-table.ts';

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

/** What can be done with a project; every operation is one transaction. */
export interface ProjectStore {
  project(): ProjectRow;
  /** What is known of each file, in the given order; files met for the first time are registered. */
  recall(files: readonly { readonly root: string; readonly path: string }[]): Recollection[];
  palette(): Palette | undefined;
  /** Makes a palette the project's; returns it with the slots its classes have here. */
  adoptPalette(palette: Palette): Palette;
  recordInspection(found: NewInspection): void;
  /** A mask's labels, metrics and status change together; returns the result's revision. */
  recordRepair(result: NewRepair): number;
  recordFailure(failure: NewFailure): void;
  /** Id of a new job over these files, none of them done yet. */
  startJob(parameters: Record<string, string | number>, fileIds: readonly number[]): number;
  /** A file of a job that needs no work, or no more. */
  settleItem(item: SettledItem): void;
  endJob(jobId: number, state: Exclude<JobState, 'running'>): void;
  jobs(): (JobRow & { readonly items: Partial<Record<string, number>> })[];
  /** Roots with their files whose masks are repaired. */
  repairedFiles(): (RootRow & { readonly files: readonly RepairedFileRow[] })[];
  /** The newest label map of a file; undefined where none is kept. */
  mask(fileId: number): TiledMask | undefined;
}

type Tables = ReturnType<typeof openTables>;

/** The operations over an open and migrated project. */
export function openProjectStore(database: Database): ProjectStore {
  const tables = openTables(database);
  const inTransaction = <Args extends unknown[], Result>(operation: (tables: Tables, ...args: Args) => Result) =>
    // Typings of the library lose the result's type.
    database.transaction((...args: Args) => operation(tables, ...args)) as unknown as (...args: Args) => Result;
  return {
    project: inTransaction(({ project }) => project.read()),
    recall: inTransaction(recall),
    palette: inTransaction(readPalette),
    adoptPalette: inTransaction(adopt),
    recordInspection: inTransaction(recordInspection),
    recordRepair: inTransaction(recordRepair),
    recordFailure: inTransaction(recordFailure),
    startJob: inTransaction(startJob),
    settleItem: inTransaction(({ files, jobItems }, { jobId, fileId, state }: SettledItem) => {
      files.setStatus(fileId, state);
      jobItems.setState(jobId, fileId, state);
    }),
    endJob: inTransaction(({ jobs }, id: number, state: Exclude<JobState, 'running'>) => {
      jobs.end(id, state);
    }),
    jobs: inTransaction(({ jobs, jobItems }) =>
      jobs.all().map((job) => ({ ...job, items: jobItems.countByState(job.id) })),
    ),
    repairedFiles: inTransaction(({ roots, files }) =>
      roots.all().map((root) => ({ ...root, files: files.repaired(root.id) })),
    ),
    mask: inTransaction(readMask),
  };
}

function openTables(database: Database) {
  return {
    project: openProjectTable(database),
    roots: openRootsTable(database),
    files: openFilesTable(database),
    inspections: openInspectionsTable(database),
    classes: openClassesTable(database),
    repairs: openRepairsTable(database),
    labelTiles: openLabelTilesTable(database),
    outputs: openOutputsTable(database),
    jobs: openJobsTable(database),
    jobItems: openJobItemsTable(database),
  };
}

function recall(tables: Tables, files: readonly { readonly root: string; readonly path: string }[]): Recollection[] {
  const rootIds = new Map<string, number>();
  return files.map(({ root, path }) => {
    const rootId = rootIds.get(root) ?? tables.roots.register(root);
    rootIds.set(root, rootId);
    const file = tables.files.register(rootId, path);
    if (file.source === undefined) return { file, inspection: undefined, repair: undefined, outputs: [] };
    return {
      file,
      inspection: tables.inspections.read(file.id),
      repair: tables.repairs.read(file.id),
      outputs: tables.outputs.ofFile(file.id),
    };
  });
}

function readPalette({ project, classes }: Tables): Palette | undefined {
  const { paletteCoding, paletteSource } = project.read();
  if (paletteCoding === undefined || paletteSource === undefined) return undefined;
  return { coding: paletteCoding, source: paletteSource, classes: classes.inPalette() };
}

function adopt({ project, classes }: Tables, palette: Palette): Palette {
  const { paletteCoding, nextSlot } = project.read();
  const adopted = adoptPalette(palette, { coding: paletteCoding, classes: classes.all(), nextSlot });
  classes.setPalette(adopted.classes);
  const used = adopted.classes.reduce((highest, { slot }) => Math.max(highest, slot + 1), nextSlot);
  project.setPalette(palette.coding, palette.source, used);
  return adopted;
}

function recordInspection({ files, inspections }: Tables, { fileId, read, inspection }: NewInspection): void {
  const { finding } = inspection;
  if (finding.kind === 'mask') files.setRead(fileId, 'inspected', read);
  else files.setRead(fileId, 'skipped', read, finding.verdict);
  inspections.write(fileId, inspection);
}

function recordRepair(tables: Tables, result: NewRepair): number {
  const { jobId, fileId, status } = result;
  tables.files.setRead(fileId, status, result.read, result.verdict);
  const revision = tables.repairs.write(fileId, result);
  tables.labelTiles.replace(fileId, revision, result.tiles);
  for (const output of result.outputs) tables.outputs.write(fileId, revision, output);
  tables.jobItems.setState(jobId, fileId, status);
  return revision;
}

function recordFailure({ files, jobItems }: Tables, { jobId, fileId, error }: NewFailure): void {
  files.setFailed(fileId, error);
  jobItems.setState(jobId, fileId, 'failed');
}

function startJob(tables: Tables, parameters: Record<string, string | number>, fileIds: readonly number[]): number {
  const jobId = tables.jobs.start(parameters);
  tables.jobItems.add(jobId, fileIds);
  return jobId;
}

function readMask({ repairs, labelTiles }: Tables, fileId: number): TiledMask | undefined {
  const repair = repairs.read(fileId);
  const tiles = labelTiles.ofFile(fileId);
  if (repair === undefined || tiles.length === 0) return undefined;
  return fromTiles(tiles, { width: repair.metrics.width, height: repair.metrics.height });
}
