import { create } from 'zustand';
import { openDialog } from './view-store.ts';

/** Which masks a repair is about: those that need it, the selected, those the filter shows, all. */
export type RepairScope = 'due' | 'chosen' | 'filtered' | 'everything';

interface RepairDialogState {
  readonly scope: RepairScope;
}

export const useRepairDialogStore = create<RepairDialogState>(() => ({ scope: 'due' }));

export function setRepairScope(scope: RepairScope): void {
  useRepairDialogStore.setState({ scope });
}

export function openRepairDialog(scope: RepairScope): void {
  setRepairScope(scope);
  openDialog('repair');
}
