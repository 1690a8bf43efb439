import type { ReadSource } from '../../db/tables/files-table.ts';
import { paletteHash } from '../../db/palette-hash.ts';
import type { RepairOrigin } from '../../db/repair-origin.ts';
import type { MaskPool } from '../../jobs/mask-pool.ts';
import { sizeOnDisk } from '../../jobs/size-on-disk.ts';
import { ProgressReporter } from '../../jobs/progress-reporter.ts';
import { runMaskJob } from '../../jobs/run-mask-job.ts';
import type { RepairedSource } from '../../workers/mask-worker.ts';
import type { KeptObjects } from '../../workers/own-values.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import { foundPalettes } from '../../../shared/model/found-palettes.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import type { ObjectMeaning } from '../../../shared/objects/place-objects.ts';
import type { SeenObjects } from '../../../shared/objects/recognise-objects.ts';
import { engineVersion } from '../../../shared/versions.ts';
import { failedOutcome, type FileOutcome, repairOutcome, type SkippedFile, skippedOutcome } from './file-outcome.ts';
import { inferJobPalette } from '../classes/infer-job-palette.ts';
import { knownObjects, meaningOf, withObjectClasses } from './object-plans.ts';
import type { OpenProject } from '../open-project.ts';
import { repairLoad } from './repair-load.ts';
import { earlierResult, mapFiles, type RecalledFile, recallFiles, type WantedOutput } from './recall-results.ts';
import type { PlannedFile, RepairOutcome, RepairRequest, RepairWatch } from './repair-request.ts';

export interface RepairJobParts {
  readonly request: RepairRequest;
  readonly watch: RepairWatch;
  readonly project: OpenProject;
  readonly pool: MaskPool;
}

/** A file of the job and what is known of it. */
interface JobFile {
  readonly planned: PlannedFile;
  readonly recalled: RecalledFile;
  /** What the source holds, where that is known without reading it again. */
  readonly read: ReadSource | undefined;
  /** Where the mask names objects. */
  readonly objects?: SeenObjects | undefined;
}

/** One run over the files of a request: find the palette, leave out what is done, repair the rest. */
export class RepairJob {
  readonly #parts: RepairJobParts;
  readonly #reporter: ProgressReporter;
  readonly #outcomes = new Map<PlannedFile, FileOutcome>();
  #jobId = 0;
  #resumedFiles = 0;

  constructor(parts: RepairJobParts) {
    this.#parts = parts;
    this.#reporter = new ProgressReporter(parts.watch);
  }

  async run(): Promise<RepairOutcome> {
    const { request, project, watch } = this.#parts;
    const files = await this.#recall();
    const parameters = {
      format: request.format,
      preset: request.preset,
      palette: request.palette?.source ?? foundPalettes.inferred,
      engineVersion,
    };
    const fileIds = files.map(({ recalled }) => recalled.file.id);
    this.#jobId = await project.database.startJob(parameters, fileIds);
    let end: 'finished' | 'interrupted' = 'interrupted';
    try {
      const outcome = await this.#work(files);
      end = 'finished';
      return outcome;
    } finally {
      await project.database.endJob(this.#jobId, watch.signal.aborted ? 'cancelled' : end);
    }
  }

  async #recall(): Promise<JobFile[]> {
    const { files } = this.#parts.request;
    const sources = files.map(({ source }) => source);
    const recalled = await recallFiles(this.#parts.project.database, sources);
    return files.map((planned, place) => ({ planned, recalled: recalled[place], read: recalled[place].unchanged }));
  }

  async #work(files: readonly JobFile[]): Promise<RepairOutcome> {
    const { request } = this.#parts;
    const masks = request.palette ? { palette: request.palette, files } : await this.#inferPalette(files);
    const palette = await this.#adopt(masks);
    await this.#parts.watch.onPalette(palette);
    await this.#repair(palette, await this.#resume(palette, masks.files));
    return {
      palette,
      files: request.files.flatMap((planned) => this.#outcomes.get(planned) ?? []),
      wasCancelled: this.#outcomes.size < request.files.length,
      resumedFiles: this.#resumedFiles,
    };
  }

  /** The palette with the slots of the project, which gets the classes of objects as well, where it keeps any. */
  async #adopt({ palette, files }: { palette: Palette; files: readonly JobFile[] }): Promise<Palette> {
    const { database, isKept } = this.#parts.project;
    const sources = isKept ? files.flatMap(({ objects }) => objects ?? []) : [];
    const whole = sources.length === 0 ? palette : withObjectClasses(palette, sources);
    if (whole.classes.length === 0) return palette;
    const { classes, ...adopted } = await database.adoptPalette(whole);
    return { ...adopted, classes: classes.slice(0, palette.classes.length) };
  }

  /** What the project keeps of how a mask names objects. */
  async #keeps({ objects, recalled }: JobFile): Promise<ObjectMeaning | undefined> {
    const { database, isKept } = this.#parts.project;
    const own = objects !== undefined && isKept ? await database.projectPalette() : undefined;
    if (objects === undefined || own === undefined) return undefined;
    const id = recalled.file.id;
    await database.setObjectSources([{ id, source: objects }]);
    return { ...meaningOf(own, objects), ...knownObjects(await database.segments(id)) };
  }

  #tell(planned: PlannedFile, outcome: FileOutcome): void {
    this.#outcomes.set(planned, outcome);
    this.#parts.watch.onOutcome(outcome);
  }

  /** The palette, and the files that are masks; the others are settled. */
  async #inferPalette(files: readonly JobFile[]): Promise<{ palette: Palette; files: readonly JobFile[] }> {
    const { request, project, pool, watch } = this.#parts;
    const sources = files.map(({ planned }) => planned.source);
    const recalled = files.map((file) => file.recalled);
    const { palette, found, objects } = await inferJobPalette(
      { ...request, files: sources, recalled },
      { pool, reporter: this.#reporter, signal: watch.signal },
      project.database,
    );
    const masks: JobFile[] = [];
    for (const [place, file] of files.entries()) {
      const result = found[place];
      if (result.kind === 'failed') await this.#settleFailure(file, result);
      // What is listed as a mask is one, however little of it is flat.
      else if (result.value.finding.kind === 'other' && objects[place] === undefined) {
        const other = { ...result.value, ...result.value.finding };
        if (mayBeMask(other, palette)) masks.push({ ...file, read: other.read });
        else await this.#settleOther(file, other);
      } else masks.push({ ...file, read: result.value.read, objects: objects[place] });
    }
    return { palette, files: masks };
  }

  /** The files that need work; those that an earlier run did are settled. */
  async #resume(palette: Palette, files: readonly JobFile[]): Promise<readonly JobFile[]> {
    const { request, project } = this.#parts;
    const results = await mapFiles(files, ({ planned, recalled, read, objects }) =>
      earlierResult(recalled, {
        read,
        origin: originOf(paletteFor(palette, objects), request.preset),
        outputs: plannedOutputs(planned, objects === undefined ? request.format : undefined),
      }),
    );
    for (const [place, { planned, recalled }] of files.entries()) {
      const result = results[place];
      if (result === undefined) continue;
      await project.database.settleItem({ jobId: this.#jobId, fileId: recalled.file.id, state: result.status });
      // Classes of a mask that names objects are the project's, not those of the report.
      const told =
        files[place].objects === undefined ? result : { ...result, metrics: { ...result.metrics, classes: [] } };
      this.#tell(planned, repairOutcome(planned.source, told));
      this.#resumedFiles++;
    }
    return files.filter((_, place) => results[place] === undefined);
  }

  async #repair(palette: Palette, files: readonly JobFile[]): Promise<void> {
    const { request, pool, project, watch } = this.#parts;
    const total = request.files.length;
    const { sizeOf, size } = await sizesOf(files);
    this.#reporter.start({ stage: 'repairing', total, alreadyDone: total - files.length, size });
    const { limits, format, preset, workers: threads } = request;
    const common = { limits, format, preset, palette, threads, keepsLabels: project.isKept };
    await runMaskJob(watch.signal, {
      ...request,
      reporter: this.#reporter,
      items: files,
      sizeOf,
      pathOf: ({ planned }) => planned.source.path,
      send: async (file, grant, stop) => {
        const { planned, read, objects } = file;
        const { source, output, confidence } = planned;
        const own = { objects, keeps: await this.#keeps(file) };
        const task = { ...common, ...grant, ...own, path: source.path, output, confidence, expected: read?.stamp };
        return pool.run('repair', task, stop);
      },
      settle: (file, result) =>
        result.kind === 'failed' ? this.#settleFailure(file, result) : this.#settleRepair(file, result.value, palette),
    });
  }

  async #settleRepair(
    { planned, recalled, objects }: JobFile,
    result: RepairedSource,
    palette: Palette,
  ): Promise<void> {
    const origin = {
      ...originOf(paletteFor(palette, objects), this.#parts.request.preset),
      sourceSha256: result.read.sha256,
    };
    const fileId = recalled.file.id;
    await this.#parts.project.database.recordRepair({ ...asKept(result), jobId: this.#jobId, fileId, origin });
    this.#tell(planned, repairOutcome(planned.source, result));
  }

  async #settleFailure({ planned, recalled }: JobFile, failure: { error: ErrorData; ms: number }): Promise<void> {
    const { error } = failure;
    await this.#parts.project.database.recordFailure({ jobId: this.#jobId, fileId: recalled.file.id, error });
    this.#tell(planned, failedOutcome(planned.source, failure));
  }

  /** A file found to be no mask before there was a palette. */
  async #settleOther({ planned, recalled }: JobFile, found: SkippedFile): Promise<void> {
    const fileId = recalled.file.id;
    await this.#parts.project.database.settleItem({ jobId: this.#jobId, fileId, state: 'skipped' });
    this.#tell(planned, skippedOutcome(planned.source, found));
  }
}

/** Pictures of at most so many pixels may show too little to be known for masks by themselves; trying them costs little. */
const SMALL_PIXELS = 65_536;

/**
 * Whether a file that shows no mask by itself may be one of the classes that the others show: the repair then tries. Of a
 * JPEG alone can it prove that it is none; the pixels of a small photograph are soon explained by classes and their blends.
 */
function mayBeMask({ read: { facts }, verdict }: SkippedFile, palette: Palette): boolean {
  if (palette.classes.length === 0) return false;
  return verdict.kind !== 'not-a-mask' || (facts.format === 'jpeg' && facts.width * facts.height <= SMALL_PIXELS);
}

/** What the time depends on that repairs take: by what was read of the files, else by their sizes on the disk. */
async function sizesOf(files: readonly JobFile[]): Promise<{ sizeOf: (file: JobFile) => number; size: number }> {
  const isRead = files.every(({ read }) => read !== undefined);
  const sizes = await mapFiles(files, async ({ planned, read }) => {
    if (!isRead || read === undefined) return sizeOnDisk(planned.source.path);
    const { format, width, height } = read.facts;
    return repairLoad({ format, pixels: width * height, stamp: read.stamp, verdictKind: null }, 1).size;
  });
  const byFile = new Map(files.map((file, place) => [file, sizes[place]]));
  return { sizeOf: (file) => byFile.get(file) ?? 1, size: sizes.reduce((sum, size) => sum + size, 0) };
}

/** Objects stand in the project as classes and objects, in their file by values of its own. */
function asKept(result: RepairedSource): RepairedSource & Partial<KeptObjects> {
  if (result.kept === undefined) return result;
  const { classes, ...kept } = result.kept;
  return { ...result, ...kept, metrics: { ...result.metrics, classes } };
}

/** A mask that names objects does not depend on the classes of the others. */
function paletteFor(palette: Palette, objects: SeenObjects | undefined): Palette {
  return objects === undefined ? palette : { coding: 'colour', source: 'its own values', classes: [] };
}

function originOf(palette: Palette, preset: RepairRequest['preset']): Omit<RepairOrigin, 'sourceSha256'> {
  return { paletteHash: paletteHash(palette), engineVersion, preset };
}

function plannedOutputs({ output, confidence }: PlannedFile, format: WantedOutput['format']): WantedOutput[] {
  const mask = { path: output, format };
  return confidence === undefined ? [mask] : [mask, { path: confidence, format: 'confidence' }];
}
