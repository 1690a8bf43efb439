import { create } from 'zustand';

interface SaveState {
  /** Acts on labels that the services have not answered yet. */
  readonly pending: number;
  /** The last act was not kept. */
  readonly hasFailed: boolean;
  /** The services do not answer: what was painted is kept here until they do. */
  readonly isWaiting: boolean;
}

/** Whether what was painted is on disk. */
export const useSaveStore = create<SaveState>(() => ({ pending: 0, hasFailed: false, isWaiting: false }));

export function beginSaving(): void {
  useSaveStore.setState(({ pending }) => ({ pending: pending + 1 }));
}

export function endSaving(isKept: boolean): void {
  useSaveStore.setState(({ pending }) => ({ pending: pending - 1, hasFailed: !isKept }));
}

export function setWaiting(isWaiting: boolean): void {
  useSaveStore.setState({ isWaiting });
}

window.addEventListener('beforeunload', (event) => {
  if (useSaveStore.getState().pending > 0) event.preventDefault();
});
