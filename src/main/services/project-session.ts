import type { JobTitle } from '../../shared/model/job-title.ts';
import type { Job } from '../../shared/contract/job-calls.ts';
import type { ProjectInfo } from '../../shared/contract/project-calls.ts';
import type { TilePlace } from '../../shared/contract/review-schemas.ts';
import type { ScanStatus } from '../../shared/contract/source-calls.ts';
import type { ProjectDatabase } from '../db/database.ts';
import type { CountedJob } from '../db/operations/job-operations.ts';
import type { JobKind } from '../db/tables/jobs-table.ts';
import type { MaskPool } from '../jobs/mask-pool.ts';
import type { StopFlag } from '../jobs/stop-flag.ts';
import type { EdgeCut } from '../workers/draw-cut.ts';
import type { CutSource } from '../workers/cut-source.ts';
import type { EventHub } from './event-hub.ts';
import type { JobThreads } from './jobs/job-threads.ts';
import type { MachineShare } from './jobs/machine-share.ts';
import type { PyramidTiles } from './review/pyramid-tiles.ts';

/** Labels of a mask that are others now; without tiles, any of them may be. */
export interface LabelsChange {
  readonly fileId: number;
  readonly labelsRevision: number;
  readonly tiles?: readonly TilePlace[] | undefined;
}

/** What begins jobs. */
interface ProjectJobs {
  /** True where a job of the kind runs or waits for another one to end. */
  has(kind: JobKind): boolean;
  /** Begins a job; its parameters are those of its kind. Gives its id. */
  start(kind: JobKind, parameters: unknown, title: JobTitle): Promise<number>;
  describe(job: CountedJob): Job;
}

/** A project that is open, as those see it who work on it: its database, its threads, and what it tells. */
export interface ProjectSession {
  readonly path: string;
  readonly name: string;
  /** No other session, of this project or another, has the same. */
  readonly opening: string;
  readonly database: ProjectDatabase;
  readonly jobs: ProjectJobs;
  readonly jobThreads: JobThreads;
  readonly pyramids: PyramidTiles;
  /** Sources, decoded and cut into tiles. */
  readonly sources: { source(id: number, revision: number): Promise<CutSource> };
  /** Places where classes meet, before and after. */
  readonly edges: { cut(id: number): Promise<EdgeCut | undefined> };
  readonly hub: EventHub;
  readonly share: () => MachineShare;
  /** Never raised: what a person waits for is not stopped. */
  readonly stop: StopFlag;
  readonly scan: ScanStatus;
  /** Threads for what a person waits for, started when they are first wanted. */
  viewPool(): Promise<MaskPool>;
  info(): Promise<ProjectInfo>;
  /** Rows have changed: those named, or, without names, any. */
  touch(ids?: readonly number[]): void;
  /** Told at once. */
  tellLabels(change: LabelsChange): void;
  /** The classes have changed, and with them perhaps every row. */
  touchPalette(): Promise<void>;
  /**
   * Files, pairs or classes have changed: looks again, soon, for what only all files together tell. Nobody waits for it
   * but who asks for the problems.
   */
  recheckSoon(): void;
  /** Resolves when the problems are up to date. */
  rechecked(): Promise<void>;
  setScan(scan: Partial<ScanStatus>): void;
  /** Forgets results of earlier palettes beyond what the project may hold of them, and says so. */
  limitEarlierResults(): Promise<void>;
}
