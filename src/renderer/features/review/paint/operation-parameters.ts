import { create } from 'zustand';
import type { EditOperation } from '../../../../shared/edit/edit-operation.ts';
import type { Operation } from '../../../state/paint-store.ts';

export const islandKinds = ['remove-small', 'keep-largest', 'fill-holes'] as const;

/** What operations are set to; kept while the page lives. */
export interface Parameters {
  readonly from: number | undefined;
  readonly into: number | undefined;
  readonly ofClass: number | undefined;
  readonly islands: (typeof islandKinds)[number];
  readonly below: number;
  readonly radius: number;
  readonly direction: 'grow' | 'shrink';
  readonly by: number;
}

export const useParameters = create<Parameters>(() => ({
  from: undefined,
  into: undefined,
  ofClass: undefined,
  islands: 'remove-small',
  below: 16,
  radius: 1,
  direction: 'grow',
  by: 1,
}));

export function setParameters(change: Partial<Parameters>): void {
  useParameters.setState(change);
}

/** The operation as the services take it; undefined while something it needs has not been chosen. */
export function operationOf(operation: Operation, set: Parameters): EditOperation | undefined {
  const { from, into, ofClass, radius, by } = set;
  switch (operation) {
    case 'replace':
      return from === undefined || into === undefined || from === into
        ? undefined
        : { kind: 'replace-class', from, to: into };
    case 'islands':
      return islandsOf(set);
    case 'smooth':
      return { kind: 'smooth', radius };
    case 'grow':
      return ofClass === undefined ? undefined : { kind: set.direction, slot: ofClass, by };
    case 'nearest':
      return { kind: 'nearest-original' };
    case 'alternative':
      return { kind: 'alternative' };
  }
}

// By corners too: a thin line that runs slantwise is one piece.
function islandsOf({ islands, ofClass, below }: Parameters): EditOperation | undefined {
  if (islands === 'remove-small') {
    return { kind: 'remove-islands', below, connectivity: 8, ...(ofClass !== undefined && { slot: ofClass }) };
  }
  if (ofClass === undefined) return undefined;
  return islands === 'keep-largest'
    ? { kind: 'keep-largest', slot: ofClass, connectivity: 8 }
    : { kind: 'fill-holes', slot: ofClass, below };
}
