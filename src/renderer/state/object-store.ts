import { create } from 'zustand';
import type { ObjectAct } from '../../shared/contract/object-schemas.ts';
import type { Rgb } from '../../shared/model/palette.ts';

export const objectSorts = ['largest', 'number', 'class'] as const;

/** An act on objects that is shown before it is done. */
export interface TriedObjects {
  readonly mask: number;
  readonly act: ObjectAct;
  /** The colour of the class that it would give. */
  readonly rgb: Rgb | undefined;
  /** Numbers of the objects that it would make. */
  readonly made: readonly number[];
}

interface ObjectState {
  /** The mask whose objects are selected. */
  readonly mask: number | undefined;
  /** Numbers; the one selected first comes first: others are merged into it. */
  readonly selected: readonly number[];
  readonly sort: (typeof objectSorts)[number];
  readonly tried: TriedObjects | undefined;
}

export const useObjectStore = create<ObjectState>(() => ({
  mask: undefined,
  selected: [],
  sort: 'largest',
  tried: undefined,
}));

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

export function tryObjects(tried: TriedObjects | undefined): void {
  useObjectStore.setState({ tried });
}
