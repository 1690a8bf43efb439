import { z } from 'zod';
import { selectionSchema } from '../../../shared/contract/source-schemas.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { enginePalette } from '../../../shared/model/project-palette.ts';
import { type RepairPreset, repairPresets } from '../../../shared/search/search-preset.ts';
import { engineVersion } from '../../../shared/versions.ts';
import { labelsHash } from '../../db/labels/labels-hash.ts';
import type { RepairOrigin } from '../../db/repair-origin.ts';
import type { SourceToRead } from '../../db/operations/source-operations.ts';
import type { RepairedIntoProject } from '../../workers/mask-worker.ts';
import type { LiveJob } from '../jobs/live-job.ts';
import { type ObjectPlans, planObjects } from './object-plans.ts';
import { repairLoad } from './repair-load.ts';

const parametersSchema = z.object({
  selection: selectionSchema,
  preset: z.enum(repairPresets),
  isRepeating: z.boolean(),
});
export type ProjectRepairParameters = z.infer<typeof parametersSchema>;

/** Repairs the selected masks and keeps their labels in the project. */
export async function runProjectRepair(job: LiveJob, given: unknown): Promise<void> {
  const { session } = job;
  const parameters = parametersSchema.parse(given);
  const files = await filesToRepair(job, parameters);
  await repairAll(job, files, await meansOf(job, files, parameters.preset));
  await session.limitEarlierResults();
  await session.database.refreshChecks();
  await tellEnd(job);
}

/** Gives masks that an import has drawn their labels: they are exact, and nobody has to ask for it. */
export async function repairDrawn(job: LiveJob): Promise<void> {
  const files = await job.session.database.drawnMasks(job.id);
  if (files.length > 0) await repairAll(job, files, await meansOf(job, files, 'draft'));
}

async function meansOf(
  { session }: LiveJob,
  files: readonly SourceToRead[],
  preset: RepairPreset,
): Promise<RepairMeans> {
  const objects = await planObjects(session, files);
  const projectPalette = await session.database.projectPalette();
  if (projectPalette === undefined || projectPalette.classes.length === 0) throw noPalette();
  const origin = { paletteHash: labelsHash(projectPalette), engineVersion, preset };
  return { palette: enginePalette(projectPalette), preset, origin, objects };
}

export function noPalette(): MaskmendError {
  return new MaskmendError('invalid-palette', 'there are no classes yet', {
    hint: 'find them from the masks, or choose a preset',
  });
}

/** What waits in the job; where it has no files yet, those that its selection means now. */
async function filesToRepair(
  job: LiveJob,
  { selection, isRepeating }: ProjectRepairParameters,
): Promise<SourceToRead[]> {
  const { database } = job.session;
  const begun = await database.job(job.id);
  if (begun !== undefined && Object.keys(begun.items).length === 0) {
    const ids = await database.masksToRepair(selection, isRepeating);
    await database.addJobItems(job.id, ids);
    await database.setJobTitle(job.id, { kind: 'repair', count: ids.length });
  }
  return database.waitingSources(job.id);
}

interface RepairMeans {
  readonly palette: Palette;
  readonly preset: RepairPreset;
  readonly origin: Omit<RepairOrigin, 'sourceSha256'>;
  readonly objects: ObjectPlans;
}

async function repairAll(job: LiveJob, files: readonly SourceToRead[], means: RepairMeans): Promise<void> {
  const { session } = job;
  const { limits, workers: threads } = session.share();
  const { palette, preset } = means;
  job.reporter.start({ stage: 'repairing', total: files.length });
  const { refusal: error, isRefused } = means.objects;
  const refused = error === undefined ? [] : files.filter(isRefused);
  for (const { id: fileId } of refused) {
    if (error !== undefined) await session.database.recordFailure({ jobId: job.id, fileId, error });
  }
  await job.forEach<SourceToRead, RepairedIntoProject>({
    items: files.filter((file) => !refused.includes(file)),
    pathOf: ({ path }) => path,
    loadOf: (file) => repairLoad(file, threads),
    send: async (pool, file, grant, stop) => {
      const objects = await means.objects.of(file);
      const task = { ...grant, path: file.path, limits, palette, preset, threads, objects };
      return pool.run('repairIntoProject', task, stop);
    },
    settle: async ({ id: fileId }, result) => {
      if (result.kind === 'failed') {
        await session.database.recordFailure({ jobId: job.id, fileId, error: result.error });
      } else {
        const origin = { ...means.origin, sourceSha256: result.value.read.sha256 };
        const madeFor = origin.paletteHash;
        await session.database.recordRepair({ ...result.value, jobId: job.id, fileId, origin, madeFor });
      }
      session.tellLabels({ fileId, labelsRevision: await session.database.labelsRevision(fileId) });
    },
  });
}

async function tellEnd({ id, session, signal }: LiveJob): Promise<void> {
  if (signal.aborted) return;
  const { items = {} } = (await session.database.job(id)) ?? {};
  const { repaired = 0, skipped = 0, failed = 0 } = items;
  session.hub.emit({
    type: 'notification',
    level: failed > 0 ? 'warning' : 'success',
    notice: { kind: 'repaired', repaired, skipped, failed },
    isForSystem: repaired + failed > 0,
  });
}
