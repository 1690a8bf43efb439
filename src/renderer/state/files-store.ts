import { create } from 'zustand';
import type { Selection, SourceFilter, SourceSort } from '../../shared/contract/source-schemas.ts';

export const filesTabs = ['masks', 'photos', 'pairs', 'problems', 'duplicates', 'statistics'] as const;
export type FilesTab = (typeof filesTabs)[number];
export type FilesLayout = 'table' | 'grid';

interface SelectedFiles {
  /** Everything that the filter finds, or these. */
  readonly isAll: boolean;
  readonly ids: ReadonlySet<number>;
}

interface FilesState {
  readonly tab: FilesTab;
  readonly layout: FilesLayout;
  readonly filter: SourceFilter;
  readonly sort: SourceSort;
  readonly selected: SelectedFiles;
  /** Position of the row that the keys move; also the one whose details are shown. */
  readonly cursor: number | undefined;
  readonly cursorId: number | undefined;
}

const nothingSelected: SelectedFiles = { isAll: false, ids: new Set() };
const start = {
  tab: 'masks',
  filter: { role: 'mask' },
  sort: { by: 'name', direction: 'ascending' },
  selected: nothingSelected,
  cursor: undefined,
  cursorId: undefined,
} as const satisfies Partial<FilesState>;

export const useFilesStore = create<FilesState>(() => ({ ...start, layout: 'table' }));

/** Forgets what belonged to another project. */
export function resetFiles(): void {
  useFilesStore.setState(start);
}

export function showFilesTab(tab: FilesTab): void {
  const role = tab === 'photos' ? 'photo' : 'mask';
  useFilesStore.setState(({ filter }) =>
    filter.role === role || (tab !== 'masks' && tab !== 'photos')
      ? { tab }
      : { tab, filter: { role }, selected: nothingSelected, cursor: undefined, cursorId: undefined },
  );
}

export function setFilesLayout(layout: FilesLayout): void {
  useFilesStore.setState({ layout });
}

/** Changes conditions of the filter; a condition of `undefined` goes. What was selected is selected no longer. */
export function changeFilter(change: Partial<SourceFilter>): void {
  useFilesStore.setState(({ filter }) => ({
    filter: withoutEmpty({ ...filter, ...change }),
    selected: nothingSelected,
    cursor: undefined,
    cursorId: undefined,
  }));
}

/** Shows exactly the files of a filter, in the tab of their role. */
export function showFilesOf(filter: SourceFilter): void {
  useFilesStore.setState({ ...start, tab: filter.role === 'photo' ? 'photos' : 'masks', filter });
}

export function clearFilter(): void {
  useFilesStore.setState(({ filter: { role } }) => ({
    ...start,
    tab: role === 'photo' ? 'photos' : 'masks',
    filter: { role },
  }));
}

function withoutEmpty(filter: SourceFilter): SourceFilter {
  const entries = Object.entries(filter).filter(([, value]) => value !== undefined && !isEmpty(value));
  // The role is always among the entries; the others keep the type they had.
  return Object.fromEntries(entries) as SourceFilter;
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

/** True where a filter asks for more than the role. */
export function hasFilter(filter: SourceFilter): boolean {
  return Object.keys(filter).some((name) => name !== 'role');
}

export function sortFilesBy(by: SourceSort['by']): void {
  useFilesStore.setState(({ sort }) => ({
    sort: { by, direction: sort.by === by && sort.direction === 'ascending' ? 'descending' : 'ascending' },
    cursor: undefined,
  }));
}

export function setCursor(cursor: number | undefined, cursorId: number | undefined): void {
  useFilesStore.setState({ cursor, cursorId });
}

export function selectOnly(ids: Iterable<number>): void {
  useFilesStore.setState({ selected: { isAll: false, ids: new Set(ids) } });
}

export function toggleSelected(id: number): void {
  useFilesStore.setState(({ selected }) => {
    const ids = new Set(selected.isAll ? [] : selected.ids);
    if (!ids.delete(id)) ids.add(id);
    return { selected: { isAll: false, ids } };
  });
}

export function selectAll(): void {
  useFilesStore.setState({ selected: { isAll: true, ids: new Set() } });
}

export function selectNone(): void {
  useFilesStore.setState({ selected: nothingSelected });
}

/** What an act on the selection is about; undefined where nothing is selected. */
export function chosenFiles(): Selection | undefined {
  const { selected, filter } = useFilesStore.getState();
  if (selected.isAll) return { kind: 'filter', filter };
  return selected.ids.size === 0 ? undefined : { kind: 'ids', ids: [...selected.ids] };
}
