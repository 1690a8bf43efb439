import { randomBytes } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { existsSync } from '../file-system.ts';
import type { ProjectInfo } from '../../shared/contract/project-calls.ts';
import type { ScanStatus } from '../../shared/contract/source-calls.ts';
import { openDatabase, type ProjectDatabase } from '../db/database.ts';
import { type MaskPool, openMaskPool } from '../jobs/mask-pool.ts';
import { openStopFlag, type StopFlag } from '../jobs/stop-flag.ts';
import { EARLIER_BYTES } from '../db/tables/earlier-results-table.ts';
import type { EventHub } from './event-hub.ts';
import { JobRunner } from './jobs/job-runner.ts';
import { JobThreads } from './jobs/job-threads.ts';
import { MeasuredProject } from './measure/measured-project.ts';
import type { MachineShare } from './jobs/machine-share.ts';
import { Paced } from './jobs/paced.ts';
import { ProjectComparer } from './measure/project-comparison.ts';
import type { LabelsChange, ProjectSession } from './project-session.ts';
import { CutSources } from './review/cut-sources.ts';
import { EdgeCuts } from './review/edge-cuts.ts';
import { MaskPyramids } from './review/mask-pyramids.ts';

/** Rows named one by one in an event; beyond it, any row may have changed. */
const MOST_IDS = 500;
const ROWS_INTERVAL_MS = 250;
const PROJECT_INTERVAL_MS = 500;
/** Looking at all of 100 000 files again takes a second or two of the database's time. */
const RECHECK_INTERVAL_MS = 3000;
/** Threads for what a person waits for: pictures, places of colours; jobs have their own. */
const VIEW_THREADS = 2;

const OPENING_BYTES = 9;

const noScan: ScanStatus = { isScanning: false, found: 0, added: 0, inspected: 0, ignored: 0, problems: [] };

/** Tiles named one by one in an event. */
const MOST_TILES = 5000;

export interface SessionOptions {
  readonly hub: EventHub;
  readonly share: () => MachineShare;
}

/** A project that is open, with what works on it. */
export class LiveSession implements ProjectSession {
  readonly path: string;
  readonly name: string;
  readonly opening = randomBytes(OPENING_BYTES).toString('base64url');
  readonly database: ProjectDatabase;
  readonly jobs: JobRunner;
  readonly jobThreads = new JobThreads();
  readonly measures: MeasuredProject;
  readonly comparer: ProjectComparer;
  readonly pyramids: MaskPyramids = new MaskPyramids(this);
  readonly sources: CutSources = new CutSources(this);
  readonly edges: EdgeCuts = new EdgeCuts(this);
  readonly hub: EventHub;
  readonly share: () => MachineShare;
  readonly stop: StopFlag = openStopFlag(new AbortController().signal);
  scan: ScanStatus = noScan;
  #pool: Promise<MaskPool> | undefined;
  #changed: Set<number> | undefined = new Set();
  readonly #rows = new Paced(ROWS_INTERVAL_MS, () => {
    void this.#tellRows();
  });
  #isRecheckDue = false;
  #rechecking: Promise<unknown> = Promise.resolve();
  readonly #recheck = new Paced(RECHECK_INTERVAL_MS, () => {
    this.#isRecheckDue = false;
    this.#rechecking = this.#quietly(() => this.database.refreshChecks()).then((touched) => {
      if (touched !== undefined && touched.length > 0) this.touch(touched);
    });
  });
  readonly #project = new Paced(PROJECT_INTERVAL_MS, () => {
    void this.#tellProject();
  });

  /** Throws what openDatabase throws. */
  static async open(path: string, options: SessionOptions): Promise<LiveSession> {
    const database = await openDatabase(resolve(path));
    const session = new LiveSession(resolve(path), database, options);
    await session.#findRoots();
    return session;
  }

  private constructor(path: string, database: ProjectDatabase, { hub, share }: SessionOptions) {
    this.path = path;
    this.name = basename(path).replace(/\.maskmend$/i, '');
    this.database = database;
    this.hub = hub;
    this.share = share;
    this.jobs = new JobRunner(this);
    this.measures = new MeasuredProject(this);
    this.comparer = new ProjectComparer(this);
  }

  viewPool(): Promise<MaskPool> {
    this.#pool ??= openMaskPool(VIEW_THREADS, VIEW_THREADS);
    return this.#pool;
  }

  async info(): Promise<ProjectInfo> {
    const [sums, roots] = await Promise.all([this.database.projectSums(), this.database.roots()]);
    const missingRoots = roots.filter(({ path, files }) => files > 0 && !existsSync(path)).length;
    return { path: this.path, name: this.name, opening: this.opening, ...sums, missingRoots };
  }

  touch(ids?: readonly number[]): void {
    if (ids === undefined) this.#changed = undefined;
    for (const id of ids ?? []) this.#changed?.add(id);
    if ((this.#changed?.size ?? 0) > MOST_IDS) this.#changed = undefined;
    this.#rows.wish();
    this.#project.wish();
  }

  tellLabels({ fileId, labelsRevision, tiles }: LabelsChange): void {
    this.pyramids.forget(fileId, tiles);
    const told = tiles !== undefined && tiles.length <= MOST_TILES ? { tiles: [...tiles] } : {};
    this.hub.emit({ type: 'labels', mask: fileId, labelsRevision, ...told });
    this.touch([fileId]);
  }

  async touchPalette(): Promise<void> {
    const { paletteRevision } = await this.database.project();
    this.hub.emit({ type: 'palette', revision: paletteRevision });
    this.touch();
    this.recheckSoon();
  }

  recheckSoon(): void {
    this.#isRecheckDue = true;
    this.#recheck.wish();
  }

  async rechecked(): Promise<void> {
    if (this.#isRecheckDue) this.#recheck.flush();
    await this.#rechecking;
  }

  setScan(scan: Partial<ScanStatus>): void {
    this.scan = { ...this.scan, ...scan };
  }

  async limitEarlierResults(): Promise<void> {
    const dropped = await this.database.limitEarlierResults(EARLIER_BYTES);
    if (dropped === 0) return;
    this.hub.emit({
      type: 'notification',
      level: 'info',
      notice: { kind: 'results-dropped', count: dropped },
      isForSystem: false,
    });
  }

  /** Stops jobs, brings everything into the one file and lets go of it. */
  async close(): Promise<void> {
    await this.jobs.close();
    await this.jobThreads.close();
    await this.measures.close();
    await this.comparer.close();
    this.#rows.stop();
    this.#project.stop();
    this.#recheck.stop();
    await this.#rechecking;
    const pool = await this.#pool;
    await pool?.close();
    this.stop.close();
    await this.database.close();
  }

  /** Folders of a project that moved are found beside it. */
  async #findRoots(): Promise<void> {
    for (const { id, path, besideProject } of await this.database.roots()) {
      if (path !== besideProject && !existsSync(path) && existsSync(besideProject)) {
        await this.database.moveRoot(id, besideProject);
      }
    }
  }

  async #tellRows(): Promise<void> {
    const ids = this.#changed;
    this.#changed = new Set();
    const project = await this.#quietly(() => this.database.project());
    if (project === undefined) return;
    this.hub.emit({ type: 'sources', revision: project.revision, ...(ids && { ids: [...ids] }) });
  }

  async #tellProject(): Promise<void> {
    const project = await this.#quietly(() => this.info());
    if (project !== undefined) this.hub.emit({ type: 'project', project });
  }

  /** What is told late may find the project closed: then there is nothing to tell. */
  async #quietly<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await read();
    } catch {
      return undefined;
    }
  }
}
