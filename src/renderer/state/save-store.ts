import { create } from 'zustand';

interface SaveState {
  /** Acts on labels that the services have not answered yet. */
  readonly pending: number;
  /** The last act was not kept. */
  readonly hasFailed: boolean;
  /** What keeps them from being kept for now: services that do not answer, or a disk without room for the project. */
  readonly waitsFor: 'services' | 'room' | undefined;
  /** How often the disk had no room for the act that waits. */
  readonly refusals: number;
}

/** Whether what was painted is on disk. */
export const useSaveStore = create<SaveState>(() => ({
  pending: 0,
  hasFailed: false,
  waitsFor: undefined,
  refusals: 0,
}));

export function beginSaving(): void {
  useSaveStore.setState(({ pending }) => ({ pending: pending + 1 }));
}

export function endSaving(isKept: boolean): void {
  useSaveStore.setState(({ pending }) => ({ pending: pending - 1, hasFailed: !isKept }));
}

export function setWaitsFor(waitsFor: SaveState['waitsFor'], refusals = 0): void {
  useSaveStore.setState({ waitsFor, refusals });
}

/** Whether the disk has no room for what was painted: it stays in the page until it has. */
export function waitsForRoom(): boolean {
  return useSaveStore.getState().waitsFor === 'room';
}

window.addEventListener('beforeunload', (event) => {
  if (useSaveStore.getState().pending > 0) event.preventDefault();
});
