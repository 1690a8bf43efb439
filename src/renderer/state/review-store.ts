import { create } from 'zustand';
import type { Selection, SourceFilter, SourceSort } from '../../shared/contract/source-schemas.ts';
import type { SourceStatus } from '../../shared/model/source-status.ts';
import { useViewStore } from './view-store.ts';

export type ReviewDialog = 'flag' | 'certified' | 'editAll' | 'saveFilter';

/** What is told of a mask. */
export type FactsTab = 'classes' | 'places' | 'objects' | 'file';

/** A rectangle of a mask, in coded pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface ReviewState {
  /** The mask on screen. */
  readonly id: number | undefined;
  /** It is there because it stood first when the step was opened; the person has done nothing since. */
  readonly isOffered: boolean;
  readonly filter: SourceFilter;
  readonly sort: SourceSort;
  /** Masks that a decision is about instead of the one on screen; where there are several. */
  readonly selected: ReadonlySet<number>;
  /** A place of that mask that another part of the window points out. */
  readonly spot: Spot | undefined;
  /** The uncertain place that was flown to last. */
  readonly place: number | undefined;
  readonly dialog: ReviewDialog | undefined;
  /** Also of the next mask, and when the panel has been put away or set anew for the window's width. */
  readonly factsTab: FactsTab;
}

/** Where work stands on masks that were repaired, or could not be: what there is to decide on. */
export const queuedStatus: readonly SourceStatus[] = ['repaired', 'stale', 'skipped', 'failed'];
const wholeQueue: SourceFilter = { role: 'mask', status: [...queuedStatus] };

const start: ReviewState = {
  id: undefined,
  isOffered: false,
  filter: wholeQueue,
  sort: { by: 'look', direction: 'descending' },
  selected: new Set(),
  spot: undefined,
  place: undefined,
  dialog: undefined,
  factsTab: 'classes',
};

export const useReviewStore = create<ReviewState>(() => start);

/** Forgets what belonged to another project. */
export function resetReview(): void {
  useReviewStore.setState(start);
}

export const isReviewing = (): boolean =>
  useViewStore.getState().step === 'review' && useReviewStore.getState().id !== undefined;

export function reviewMask(id: number | undefined): void {
  useReviewStore.setState((before) => ({
    isOffered: false,
    ...(before.id !== id && { id, place: undefined, spot: undefined }),
  }));
}

/** Shows a mask for want of another that the person has chosen. */
export function offerMask(id: number): void {
  reviewMask(id);
  useReviewStore.setState({ isOffered: true });
}

/** The person is at work on the mask on screen. */
export function keepMask(): void {
  if (useReviewStore.getState().isOffered) useReviewStore.setState({ isOffered: false });
}

/** Shows a place of a mask. */
export function showSpot(id: number, spot: Spot): void {
  useReviewStore.setState({ id, isOffered: false, place: undefined, spot });
}

export function goToPlace(place: number | undefined): void {
  useReviewStore.setState({ place, spot: undefined });
}

export function openReviewDialog(dialog: ReviewDialog | undefined): void {
  useReviewStore.setState({ dialog });
}

export function openFactsTab(factsTab: FactsTab): void {
  useReviewStore.setState({ factsTab });
}

/** Changes conditions of the queue's filter; a condition of `undefined` goes, and with it what was selected. */
export function changeQueueFilter(change: Partial<SourceFilter>): void {
  useReviewStore.setState(({ filter }) => ({ filter: settled({ ...filter, ...change }), selected: new Set() }));
}

export function setQueueFilter(filter: SourceFilter): void {
  useReviewStore.setState({ filter: settled({ ...wholeQueue, ...filter }), selected: new Set() });
}

// Whatever else is asked for, the queue holds masks with a result.
function settled(filter: SourceFilter): SourceFilter {
  const entries = Object.entries(filter).filter(([, value]) => value !== undefined && !isEmpty(value));
  // What is left has the types it had; role and status stand whatever was taken away.
  return { ...wholeQueue, ...(Object.fromEntries(entries) as SourceFilter) };
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

/** True where the queue shows less than all of it. */
export function hasQueueFilter(filter: SourceFilter): boolean {
  return JSON.stringify(settled(filter)) !== JSON.stringify(wholeQueue);
}

export function selectMasks(ids: Iterable<number>): void {
  useReviewStore.setState({ selected: new Set(ids) });
}

export function toggleMask(id: number): void {
  useReviewStore.setState(({ selected, id: current }) => {
    const ids = new Set(selected.size === 0 && current !== undefined ? [current] : selected);
    if (!ids.delete(id)) ids.add(id);
    return { selected: ids };
  });
}

/** What a decision is about: the selected masks, or the one on screen. */
export function chosenMasks(): Selection | undefined {
  const { selected, id } = useReviewStore.getState();
  if (selected.size > 0) return { kind: 'ids', ids: [...selected] };
  return id === undefined ? undefined : { kind: 'ids', ids: [id] };
}
