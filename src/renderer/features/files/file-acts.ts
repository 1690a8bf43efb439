import type { CallInput } from '../../../shared/contract/calls.ts';
import type { SourceFilter, SourceRow } from '../../../shared/contract/source-schemas.ts';
import type { ProblemKind } from '../../../shared/model/problem.ts';
import type { SourceRole } from '../../../shared/model/source-status.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { call } from '../../api/client.ts';
import { makeStaleNow } from '../../api/stale-answers.ts';
import { changeProject } from '../../state/change-project.ts';
import { confirm } from '../../state/confirm-store.ts';
import { chosenFiles, selectNone, selectOnly, useFilesStore } from '../../state/files-store.ts';
import { askForPaths } from '../../state/path-dialog-store.ts';
import { currentProject } from '../../state/project-store.ts';
import { formatCounted } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { attempt, tell } from '../../ui/tell.tsx';
import { addPaths, type SourceKind } from './add-sources.ts';

export async function addFolder(as: SourceKind): Promise<void> {
  await addPaths(await askForPaths({ kind: 'open-folder', title: text.files.pickFolder, show: 'folders' }), as);
}

export async function addFiles(): Promise<void> {
  await addPaths(await askForPaths({ kind: 'open-files', title: text.files.pickFiles, show: 'pictures' }), 'auto');
}

export async function rescan(): Promise<void> {
  await attempt(text.common.actionFailed, () => call('sources.rescan', {}));
}

/** Takes the selected files out of the project. */
export async function removeChosen(): Promise<void> {
  const selection = chosenFiles();
  if (selection !== undefined && (await removeFiles(selection))) selectNone();
}

/** Takes files out of the project; can be undone, so nothing is asked. */
export async function removeFiles(selection: CallInput<'sources.remove'>['selection']): Promise<boolean> {
  const done = await attempt(text.common.actionFailed, () =>
    changeProject(() => call('sources.remove', { selection })),
  );
  if (done === undefined) return false;
  makeStaleNow('sources.');
  tell({
    level: 'success',
    title: text.files.removed(formatCounted(done.removed, 'file')),
    text: text.files.removedHint,
  });
  return true;
}

export async function setRoleOfChosen(role: SourceRole): Promise<void> {
  const selection = chosenFiles();
  if (selection === undefined) return;
  const done = await attempt(text.common.actionFailed, () =>
    changeProject(() => call('sources.setRole', { selection, role })),
  );
  if (done === undefined) return;
  selectNone();
  makeStaleNow('sources.');
}

type CsvTable = CallInput<'sources.exportCsv'>['table'];

/** Saves a table as CSV where the person wants it. */
export async function saveListAsCsv(
  table: CsvTable,
  filter: SourceFilter = useFilesStore.getState().filter,
): Promise<void> {
  const [path] = await askForPaths({
    kind: 'save-file',
    title: text.files.csvTitle,
    show: 'all',
    defaultPath: defaultCsvPath(table),
  });
  if (path === undefined) return;
  const saved = await attempt(text.files.csvFailed, () => saveCsv({ table, filter, path }));
  if (saved !== undefined) {
    tell({ level: 'success', title: text.files.csvSaved(formatCounted(saved.rows, 'row')), text: saved.path });
  }
}

function defaultCsvPath(table: CsvTable): string {
  return `${(currentProject()?.path ?? '').replace(/\.maskmend$/, '')}-${table}.csv`;
}

type CsvRequest = Omit<CallInput<'sources.exportCsv'>, 'isOverwriting'>;

async function saveCsv(request: CsvRequest): Promise<{ path: string; rows: number } | undefined> {
  try {
    return await call('sources.exportCsv', { ...request, isOverwriting: false });
  } catch (error) {
    if (!(error instanceof MaskmendError && error.code === 'exists')) throw error;
  }
  const isWanted = await confirm({
    title: text.files.csvExistsTitle,
    text: [request.path],
    act: text.files.csvReplace,
    isDangerous: true,
  });
  return isWanted ? call('sources.exportCsv', { ...request, isOverwriting: true }) : undefined;
}

export async function fixProblem(kind: ProblemKind): Promise<void> {
  const done = await attempt(text.common.actionFailed, () => changeProject(() => call('sources.fix', { kind })));
  if (done === undefined) return;
  makeStaleNow('sources.');
  tell({ level: 'success', title: text.files.fixed(formatCounted(done.changed, 'file')) });
}

interface PairChange {
  readonly mask: SourceRow;
  readonly photo: number | undefined;
}

/** Sets the photos of masks; refused where somebody else has changed one of them meanwhile. */
export async function setPairs(changes: readonly PairChange[]): Promise<void> {
  const done = await attempt(text.files.pairFailed, () =>
    changeProject(() =>
      call('sources.setPairs', {
        changes: changes.map(({ mask, photo }) => ({
          mask: mask.id,
          ...(mask.photo !== undefined && { from: mask.photo }),
          ...(photo !== undefined && { to: photo }),
        })),
      }),
    ),
  );
  if (done !== undefined) makeStaleNow('sources.');
}

const CHUNK = 1000;

/** Selects the rows between two positions of the list as it is sorted and filtered. */
export async function selectRange(from: number, to: number): Promise<void> {
  const { filter, sort } = useFilesStore.getState();
  const [first, last] = from < to ? [from, to] : [to, from];
  const offsets = Array.from({ length: Math.ceil((last - first + 1) / CHUNK) }, (_, place) => first + place * CHUNK);
  const parts = await attempt(text.common.actionFailed, () =>
    Promise.all(
      offsets.map((offset) =>
        call('sources.list', { filter, sort, offset, limit: Math.min(CHUNK, last - offset + 1) }),
      ),
    ),
  );
  if (parts !== undefined) selectOnly(parts.flatMap(({ rows }) => rows.map(({ id }) => id)));
}
