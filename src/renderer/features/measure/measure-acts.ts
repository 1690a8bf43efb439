import type { CallInput } from '../../../shared/contract/calls.ts';
import type { ComparisonState } from '../../../shared/contract/measure-calls.ts';
import type { SourceDetail } from '../../../shared/contract/source-schemas.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { call } from '../../api/client.ts';
import { makeStaleNow } from '../../api/stale-answers.ts';
import { confirm } from '../../state/confirm-store.ts';
import { setFirstCompared, useMeasureStore } from '../../state/measure-store.ts';
import { askForPaths } from '../../state/path-dialog-store.ts';
import { currentProject } from '../../state/project-store.ts';
import type { Spot } from '../../state/review-store.ts';
import { showResult } from '../../state/show-result.ts';
import { closeDialog } from '../../state/view-store.ts';
import { text } from '../../strings/text.ts';
import { attempt, tell } from '../../ui/tell.tsx';
import { nameOf } from '../folders/path-parts.ts';

export type SavedTable = CallInput<'measure.save'>['what'];

/** What is compared with what, as far as it is chosen; without `first`, the project's masks. */
export type ComparedSides = Pick<ComparisonState, 'first' | 'path'>;

const fileNames: Partial<Record<SavedTable, string>> = {
  charts: 'charts.svg',
  'score-charts': 'scores.svg',
  json: 'measures.json',
  'score-json': 'scores.json',
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

/** Lets the person choose the reference: `sides` are compared then. */
export async function chooseReference(sides: ComparedSides): Promise<void> {
  const [path] = await askForPaths({ kind: 'open-folder', title: text.measure.pickReference, show: 'folders' });
  if (path !== undefined) await compare({ ...sides, path });
}

/** Lets the person choose a folder whose masks are compared, in place of the project's. */
export async function chooseFirst(sides: ComparedSides): Promise<void> {
  const [first] = await askForPaths({ kind: 'open-folder', title: text.measure.pickFirst, show: 'folders' });
  if (first !== undefined) await compare({ ...sides, first });
}

export async function compareProject({ path }: ComparedSides): Promise<void> {
  await compare({ path });
}

/** Begins as soon as it is known what is compared with what. */
async function compare({ first, path }: ComparedSides): Promise<void> {
  if (path === undefined) {
    setFirstCompared(first);
    return;
  }
  const begun = await attempt(text.measure.compareFailed, () =>
    call('measure.compare', { path, ...(first !== undefined && { first }) }),
  );
  if (begun !== undefined) setFirstCompared(undefined);
  makeStaleNow('measure.comparison');
}

export async function forgetComparison(): Promise<void> {
  setFirstCompared(undefined);
  await attempt(text.common.actionFailed, () => call('measure.forgetComparison', {}));
  makeStaleNow('measure.comparison');
}

/** Opens a mask in step 3, at a place of it where one is given. */
export function openMeasuredMask(id: number, spot?: Spot): void {
  closeDialog();
  showResult(id, spot);
}
