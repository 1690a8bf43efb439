import type { Selection } from '../../../shared/contract/source-schemas.ts';
import { call } from '../../api/client.ts';
import { chosenFiles, useFilesStore } from '../../state/files-store.ts';
import { chosenMasks } from '../../state/review-store.ts';
import { useViewStore } from '../../state/view-store.ts';
import { runningRepair } from '../../state/jobs-store.ts';
import type { RepairScope } from '../../state/repair-dialog-store.ts';
import { text } from '../../strings/text.ts';
import { attempt } from '../../ui/tell.tsx';
import { cancelJob } from '../jobs/job-acts.ts';

const everyMask: Selection = { kind: 'filter', filter: { role: 'mask' } };

/** What is selected where the person is: in the review the masks of the list, or the one on screen; else files. */
export function chosenHere(): Selection | undefined {
  return useViewStore.getState().step === 'review' ? chosenMasks() : chosenFiles();
}

/**
 * What the dialog opens on: what was picked, where several were, or where nothing is left that needs repair. One alone is
 * picked by looking at it.
 */
export function offeredScope(due: number): RepairScope {
  const picked = pickedHere();
  return picked > 1 || (picked > 0 && due === 0) ? 'chosen' : 'due';
}

/** How many masks are selected where the person is; all that the filter finds are several. */
function pickedHere(): number {
  const isReview = useViewStore.getState().step === 'review';
  if (!isReview && useFilesStore.getState().filter.role !== 'mask') return 0;
  const chosen = chosenHere();
  return chosen === undefined ? 0 : chosen.kind === 'ids' ? chosen.ids.length : Infinity;
}

/** The masks that a repair of this scope is about. */
export function selectionOf(scope: RepairScope): Selection {
  const { filter } = useFilesStore.getState();
  if (scope === 'chosen') return chosenHere() ?? everyMask;
  return scope === 'filtered' && filter.role === 'mask' ? { kind: 'filter', filter } : everyMask;
}

export interface RepairOrder {
  readonly selection: Selection;
  readonly preset: string | undefined;
  /** Repair also what is up to date. */
  readonly isRepeating: boolean;
}

export async function startRepair({ selection, preset, isRepeating }: RepairOrder): Promise<boolean> {
  const parameters = { isRepeating, ...(preset !== undefined && { preset }) };
  const started = await attempt(text.repair.startFailed, () => call('jobs.startRepair', { selection, parameters }));
  return started !== undefined;
}

/** Repairs again what the last change of the classes has made out of date. */
export function repairStale(): Promise<boolean> {
  return startRepair({
    selection: { kind: 'filter', filter: { role: 'mask', status: ['stale'] } },
    preset: undefined,
    isRepeating: false,
  });
}

export async function cancelRepair(): Promise<void> {
  const job = runningRepair();
  if (job !== undefined) await cancelJob(job.id);
}
