import type { CallInput } from '../../../shared/contract/calls.ts';
import type { SourceDetail } from '../../../shared/contract/source-schemas.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { call } from '../../api/client.ts';
import { makeStaleNow } from '../../api/stale-answers.ts';
import { confirm } from '../../state/confirm-store.ts';
import { useMeasureStore } from '../../state/measure-store.ts';
import { askForPaths } from '../../state/path-dialog-store.ts';
import { currentProject } from '../../state/project-store.ts';
import type { Spot } from '../../state/review-store.ts';
import { showResult } from '../../state/show-result.ts';
import { closeDialog } from '../../state/view-store.ts';
import { text } from '../../strings/text.ts';
import { attempt, tell } from '../../ui/tell.tsx';
import { nameOf } from '../folders/path-parts.ts';

export type SavedTable = CallInput<'measure.save'>['what'];

const fileNames: Partial<Record<SavedTable, string>> = {
  charts: 'charts.svg',
  'score-charts': 'scores.svg',
  json: 'measures.json',
};

/** Writes a table or charts where the person says: of all masks, or of the one in step 3. */
export async function saveMeasures(what: SavedTable, mask: SourceDetail | undefined): Promise<void> {
  const stem = (currentProject()?.path ?? '').replace(/\.maskmend$/, '');
  const of = mask === undefined ? '' : `-${nameOf(mask.path).replace(/\.\w+$/, '')}`;
  const defaultPath = `${stem}${of}-${fileNames[what] ?? `${what}.csv`}`;
  const [path] = await askForPaths({ kind: 'save-file', title: text.measure.saveTitle, show: 'all', defaultPath });
  if (path === undefined) return;
  const { options } = useMeasureStore.getState();
  const saved = await attempt(text.measure.saveFailed, () =>
    save({ what, options, path, ...(mask !== undefined && { mask: mask.id }) }),
  );
  if (saved !== undefined) tell({ level: 'success', title: text.measure.saved, text: saved.path });
}

async function save(request: Omit<CallInput<'measure.save'>, 'isOverwriting'>): Promise<{ path: string } | undefined> {
  try {
    return await call('measure.save', { ...request, isOverwriting: false });
  } catch (error) {
    if (!(error instanceof MaskmendError && error.code === 'exists')) throw error;
  }
  const isWanted = await confirm({
    title: text.measure.existsTitle,
    text: [request.path],
    act: text.measure.replace,
    isDangerous: true,
  });
  return isWanted ? call('measure.save', { ...request, isOverwriting: true }) : undefined;
}

/** Lets the person choose what the project's masks are compared with. */
export async function compareWithFolder(): Promise<void> {
  const [path] = await askForPaths({ kind: 'open-folder', title: text.measure.pickTruth, show: 'folders' });
  if (path === undefined) return;
  await attempt(text.measure.compareFailed, () => call('measure.compare', { path }));
  makeStaleNow('measure.comparison');
}

export async function forgetComparison(): Promise<void> {
  await attempt(text.common.actionFailed, () => call('measure.forgetComparison', {}));
  makeStaleNow('measure.comparison');
}

/** Opens a mask in step 3, at a place of it where one is given. */
export function openMeasuredMask(id: number, spot?: Spot): void {
  closeDialog();
  showResult(id, spot);
}
