import { z } from 'zod';
import {
  areaOperationSchema,
  type AreaOperation,
  type ProjectPreview,
} from '../../../shared/contract/review-schemas.ts';
import { type Selection, selectionSchema } from '../../../shared/contract/source-schemas.ts';
import type { EditOperation } from '../../../shared/edit/edit-operation.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ActLabel } from '../../../shared/model/act-label.ts';
import type { SourceToRead } from '../../db/operations/source-operations.ts';
import type { LiveJob } from '../jobs/live-job.ts';
import type { ProjectSession } from '../project-session.ts';
import { tellForgotten, tellPainted } from './edit-mask.ts';
import { operationLabel } from './operation-label.ts';
import { editTask, readShownMask } from './work-out.ts';

const parametersSchema = z.object({ selection: selectionSchema, operation: areaOperationSchema });
const MOST_SAMPLES = 12;

/** Tries an operation on a sample of many masks. Throws usage for one that is about a place in one mask. */
export async function previewForAll(
  session: ProjectSession,
  { selection, operation }: { readonly selection: Selection; readonly operation: AreaOperation },
): Promise<ProjectPreview> {
  refusePlaces(operation);
  const { masks, concerned } = await session.database.masksToEdit(selection, concernedSlots(operation.operation));
  const chosen = sampleOf(concerned);
  const sources = await session.database.sourcesOf(chosen);
  const sample = await Promise.all(
    sources.map(async ({ id, relativePath: path }) => {
      const mask = await readShownMask(session, id);
      const { changes } = await workOut(session, id, operation);
      const changedPixels = changes.reduce((sum, { pixels }) => sum + pixels, 0);
      return { id, path, changedPixels, pixels: mask.size.width * mask.size.height };
    }),
  );
  return { masks, concerned: concerned.length, sample };
}

/** Begins the job that does an operation on many masks. Throws what editTask throws for classes that cannot be painted with. */
export async function startEditAll(
  session: ProjectSession,
  parameters: { readonly selection: Selection; readonly operation: AreaOperation },
): Promise<number> {
  refusePlaces(parameters.operation);
  const palette = await session.database.projectPalette();
  const label = operationLabel(parameters.operation.operation, palette);
  return session.jobs.start('edit', parameters, { kind: 'edit', label });
}

/** Does an operation on the masks of a selection; what it did already is not done again. */
export async function runEditAll(job: LiveJob, given: unknown): Promise<void> {
  const { session } = job;
  const { selection, operation } = parametersSchema.parse(given);
  const masks = await masksOf(job, { selection, operation });
  const label = operationLabel(operation.operation, await session.database.projectPalette());
  const size = masks.reduce((sum, mask) => sum + sizeOf(mask), 0);
  job.reporter.start({ stage: 'editing', total: masks.length, size });
  let changed = 0;
  for (const mask of masks) {
    if (job.signal.aborted) break;
    if (await editOne(job, mask, { operation, label })) changed++;
    job.reporter.advance(sizeOf(mask));
  }
  job.reporter.finish();
  if (!job.signal.aborted) tellEnd(job, { label, changed, masks: masks.length });
}

const sizeOf = ({ pixels }: SourceToRead): number => Math.max(1, pixels ?? 0);

/** What waits in the job; where it has no files yet, those that its selection means now. */
async function masksOf(
  job: LiveJob,
  { selection, operation }: z.infer<typeof parametersSchema>,
): Promise<SourceToRead[]> {
  const { database } = job.session;
  const begun = await database.job(job.id);
  if (begun !== undefined && Object.keys(begun.items).length === 0) {
    const { concerned } = await database.masksToEdit(selection, concernedSlots(operation.operation));
    await database.addJobItems(job.id, concerned);
  }
  return database.waitingSources(job.id);
}

/** True where the mask changed. What cannot be done on one mask is that mask's failure. */
async function editOne(
  { id: jobId, session }: LiveJob,
  { id: fileId }: SourceToRead,
  { operation, label }: { readonly operation: AreaOperation; readonly label: ActLabel },
): Promise<boolean> {
  try {
    const { labelsRevision } = await readShownMask(session, fileId);
    const { tiles } = await workOut(session, fileId, operation);
    const paint = { fileId, labelsRevision, label, tiles, rules: operation.rules };
    const painted = await session.database.paintForJob(jobId, paint);
    tellPainted(session, fileId, painted);
    if (painted.forgotten > 0) tellForgotten(session, painted.forgotten);
    return painted.changedPixels > 0;
  } catch (error) {
    if (!(error instanceof MaskmendError) || error.code === 'disk-full') throw error;
    await session.database.finishItem(jobId, fileId, 'failed');
    return false;
  }
}

async function workOut(session: ProjectSession, id: number, operation: AreaOperation) {
  const mask = await readShownMask(session, id);
  const task = await editTask(session, { id, mask }, operation);
  if (task === undefined) return { tiles: [], changes: [] };
  return (await session.viewPool()).run('editLabels', task, session.stop);
}

function refusePlaces({ operation, area, within }: AreaOperation): void {
  const isPlace = operation.kind === 'fill' || operation.kind === 'paint';
  if (!isPlace && area === undefined && within === undefined) return;
  throw new MaskmendError('usage', 'this is about a place in one mask and cannot be done on many', {
    hint: 'choose an operation on whole masks',
  });
}

/** The classes that a mask must hold one of for the operation to change anything; undefined: it may change any mask. */
function concernedSlots(operation: EditOperation): number[] | undefined {
  switch (operation.kind) {
    case 'replace-class':
      return [operation.from];
    case 'remove-islands':
      return operation.slot === undefined ? undefined : [operation.slot];
    case 'keep-largest':
    case 'fill-holes':
    case 'grow':
    case 'shrink':
      return [operation.slot];
    case 'paint':
    case 'restore':
    case 'fill':
    case 'smooth':
    case 'nearest-original':
    case 'alternative':
      return undefined;
  }
}

/** Evenly spread. */
function sampleOf(ids: readonly number[]): number[] {
  const count = Math.min(MOST_SAMPLES, ids.length);
  return Array.from({ length: count }, (_, i) => ids[Math.floor(((i + 0.5) * ids.length) / count)]);
}

function tellEnd({ session }: LiveJob, done: { label: ActLabel; changed: number; masks: number }): void {
  session.hub.emit({
    type: 'notification',
    level: 'success',
    notice: { kind: 'edited', ...done },
    isForSystem: done.masks > 20,
  });
}
