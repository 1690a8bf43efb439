import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import type { ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import type { objectSorts } from '../../../state/object-store.ts';

interface Order {
  readonly sort: (typeof objectSorts)[number];
  /** In the order of the palette. */
  readonly classes: readonly ProjectClass[];
}

export function sortedObjects(objects: readonly ObjectRow[], { sort, classes }: Order): readonly ObjectRow[] {
  const bySize = (a: ObjectRow, b: ObjectRow): number => b.pixels - a.pixels || a.number - b.number;
  if (sort === 'number') return objects;
  if (sort === 'largest') return objects.toSorted(bySize);
  const places = new Map(classes.map(({ slot }, place) => [slot, place]));
  const placeOf = ({ slot }: ObjectRow): number => places.get(slot) ?? classes.length;
  return objects.toSorted((a, b) => placeOf(a) - placeOf(b) || bySize(a, b));
}
