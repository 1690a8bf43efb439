import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import type { ClassOrder } from '../../../state/look-store.ts';

/** More classes than this are looked for, not looked through. */
const MANY_CLASSES = 20;

export const areMany = (classes: readonly unknown[]): boolean => classes.length > MANY_CLASSES;

/** A class and its place in the palette. */
export interface PlacedClass {
  readonly entry: ProjectClass;
  readonly place: number;
}

interface Wanted {
  readonly order: ClassOrder;
  /** Pixels of the mask, by slot. */
  readonly pixels: ReadonlyMap<number, number>;
}

/** The classes in the order wanted; what the order leaves open is as in the palette. */
export function orderedClasses(classes: readonly ProjectClass[], { order, pixels }: Wanted): readonly PlacedClass[] {
  const placed = classes.map((entry, place) => ({ entry, place }));
  if (order === 'palette') return placed;
  const weigh = ({ entry: { slot } }: PlacedClass): number => {
    const count = pixels.get(slot) ?? 0;
    return order === 'largest' ? count : Math.sign(count);
  };
  return placed.toSorted((a, b) => weigh(b) - weigh(a));
}

/** Those whose name or index a person has begun to write; all where nothing is written. */
export function foundClasses(classes: readonly PlacedClass[], written: string): readonly PlacedClass[] {
  const wanted = written.trim().toLowerCase();
  if (wanted === '') return classes;
  return classes.filter(
    ({ entry: { name, index } }) => name.toLowerCase().includes(wanted) || String(index) === wanted,
  );
}
