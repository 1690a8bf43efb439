import { create } from 'zustand';

export const steps = ['files', 'classes', 'review', 'export'] as const;
export type Step = (typeof steps)[number];

/** Dialogs that any place may open; those that carry something have a store of their own. */
export type DialogName = 'settings' | 'shortcuts' | 'history' | 'about' | 'repair' | 'measure';

interface ViewState {
  readonly step: Step;
  readonly dialog: DialogName | undefined;
  readonly isJobsPanelOpen: boolean;
}

export const useViewStore = create<ViewState>(() => ({
  step: stepOfAddress(),
  dialog: undefined,
  isJobsPanelOpen: false,
}));

/** The step stands in the address, so that a reloaded page is where it was. */
function stepOfAddress(): Step {
  const name = location.hash.replace(/^#\/?/, '');
  return steps.find((step) => step === name) ?? 'files';
}

window.addEventListener('hashchange', () => {
  useViewStore.setState({ step: stepOfAddress() });
});

export function goToStep(step: Step): void {
  history.replaceState(undefined, '', `#/${step}`);
  useViewStore.setState({ step });
}

export function openDialog(dialog: DialogName): void {
  useViewStore.setState({ dialog });
}

export function closeDialog(): void {
  useViewStore.setState({ dialog: undefined });
}

export function toggleJobsPanel(): void {
  useViewStore.setState(({ isJobsPanelOpen }) => ({ isJobsPanelOpen: !isJobsPanelOpen }));
}
