import { create } from 'zustand';
import type { Rgb } from '../../shared/model/palette.ts';

export type ClassesPanel = 'unclaimed' | 'pairs' | 'warnings';

/** The form for a class that is to be: a new one, or the second half of one that is split. */
export type ClassForm =
  | { readonly kind: 'add'; readonly rgb?: Rgb }
  | { readonly kind: 'split'; readonly slot: number; readonly name: string };

/** Somebody picks a colour from a mask. */
export interface Eyedropper {
  readonly onColour: (rgb: Rgb) => void;
}

interface ClassesState {
  readonly selected: ReadonlySet<number>;
  readonly panel: ClassesPanel;
  readonly form: ClassForm | undefined;
  readonly eyedropper: Eyedropper | undefined;
}

const start: ClassesState = { selected: new Set(), panel: 'unclaimed', form: undefined, eyedropper: undefined };

export const useClassesStore = create<ClassesState>(() => start);

export function resetClasses(): void {
  useClassesStore.setState(start);
}

export function selectClasses(slots: Iterable<number>): void {
  useClassesStore.setState({ selected: new Set(slots) });
}

export function toggleClass(slot: number): void {
  useClassesStore.setState(({ selected }) => {
    const slots = new Set(selected);
    if (!slots.delete(slot)) slots.add(slot);
    return { selected: slots };
  });
}

export function showClassesPanel(panel: ClassesPanel): void {
  useClassesStore.setState({ panel });
}

export function openClassForm(form: ClassForm): void {
  useClassesStore.setState({ form });
}

export function closeClassForm(): void {
  useClassesStore.setState({ form: undefined });
}

export function openEyedropper(onColour: Eyedropper['onColour']): void {
  useClassesStore.setState({ eyedropper: { onColour } });
}

export function closeEyedropper(): void {
  useClassesStore.setState({ eyedropper: undefined });
}
