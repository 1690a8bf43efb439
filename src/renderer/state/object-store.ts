import { create } from 'zustand';

export const objectSorts = ['largest', 'number', 'class'] as const;

interface ObjectState {
  /** The mask whose objects are selected. */
  readonly mask: number | undefined;
  /** Numbers; the one selected first comes first: others are merged into it. */
  readonly selected: readonly number[];
  readonly sort: (typeof objectSorts)[number];
}

export const useObjectStore = create<ObjectState>(() => ({ mask: undefined, selected: [], sort: 'largest' }));

const nothing: readonly number[] = [];

/** The selected objects of a mask. */
export function selectedIn({ mask, selected }: ObjectState, id: number): readonly number[] {
  return mask === id ? selected : nothing;
}

export function selectObjects(mask: number, selected: readonly number[]): void {
  useObjectStore.setState({ mask, selected });
}

/** Adds an object to those selected, or takes it off. */
export function toggleObject(mask: number, number: number): void {
  const before = selectedIn(useObjectStore.getState(), mask);
  const isOff = before.includes(number);
  selectObjects(mask, isOff ? before.filter((other) => other !== number) : [...before, number]);
}

export function sortObjects(sort: ObjectState['sort']): void {
  useObjectStore.setState({ sort });
}
