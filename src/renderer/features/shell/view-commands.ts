import { setFilesLayout, useFilesStore } from '../../state/files-store.ts';
import { currentProject } from '../../state/project-store.ts';
import { toggleSide, useSidePanels } from '../../state/side-panels.ts';
import { goToStep, openDialog, type Step, steps, toggleJobsPanel, useViewStore } from '../../state/view-store.ts';
import { text } from '../../strings/text.ts';
import { spotlight } from '../../ui/kit.ts';
import type { Command } from '../../commands/command.ts';

const hasProject = (): boolean => currentProject() !== undefined;

const stepCommands: readonly Command[] = steps.map((step, place) => ({
  id: `view.${step}`,
  title: () => text.shell.steps[step],
  menu: 'view',
  group: 0,
  keys: `Alt+${place + 1}`,
  isEnabled: hasProject,
  isChecked: () => useViewStore.getState().step === step,
  run: () => {
    goToStep(step);
  },
}));

/** The command that goes to a step. */
export const stepCommandId = (step: Step): string => `view.${step}`;

export const viewCommands: readonly Command[] = [
  ...stepCommands,
  {
    id: 'view.table',
    title: () => text.commands.table,
    menu: 'view',
    group: 1,
    isEnabled: hasProject,
    isChecked: () => useFilesStore.getState().layout === 'table',
    run: () => {
      setFilesLayout('table');
    },
  },
  {
    id: 'view.grid',
    title: () => text.commands.grid,
    menu: 'view',
    group: 1,
    isEnabled: hasProject,
    isChecked: () => useFilesStore.getState().layout === 'grid',
    run: () => {
      setFilesLayout('grid');
    },
  },
  {
    id: 'view.leftPanel',
    title: () => text.commands.leftPanel,
    menu: 'view',
    group: 1,
    keys: 'Mod+B',
    isEnabled: hasProject,
    isChecked: () => !useSidePanels.getState().hidden.left,
    run: () => {
      toggleSide('left');
    },
  },
  {
    id: 'view.rightPanel',
    title: () => text.commands.rightPanel,
    menu: 'view',
    group: 1,
    keys: 'Mod+Shift+B',
    isEnabled: hasProject,
    isChecked: () => !useSidePanels.getState().hidden.right,
    run: () => {
      toggleSide('right');
    },
  },
  {
    id: 'view.measure',
    title: () => text.measure.command,
    menu: 'view',
    group: 2,
    keys: 'Alt+M',
    isEnabled: hasProject,
    run: () => {
      openDialog('measure');
    },
  },
  {
    id: 'view.jobs',
    title: () => text.commands.jobs,
    menu: 'view',
    group: 2,
    keys: 'Mod+J',
    isEnabled: hasProject,
    isChecked: () => useViewStore.getState().isJobsPanelOpen,
    run: toggleJobsPanel,
  },
  {
    id: 'view.palette',
    title: () => text.commands.palette,
    menu: 'help',
    group: 0,
    keys: 'Mod+K',
    run: () => {
      spotlight.toggle();
    },
  },
  {
    id: 'view.shortcuts',
    title: () => text.commands.shortcuts,
    menu: 'help',
    group: 0,
    keys: '?',
    run: () => {
      openDialog('shortcuts');
    },
  },
  {
    id: 'view.settings',
    title: () => text.commands.settings,
    menu: 'file',
    group: 4,
    keys: 'Mod+,',
    run: () => {
      openDialog('settings');
    },
  },
];
