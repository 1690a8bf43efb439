import { importClassList, inferClasses, mergeChosenClasses, openAddClass } from './class-acts.ts';
import { cancelRepair, chosenHere, offeredScope } from '../repair/repair-acts.ts';
import { useClassesStore } from '../../state/classes-store.ts';
import { runningRepair } from '../../state/jobs-store.ts';
import { currentProject } from '../../state/project-store.ts';
import { openRepairDialog } from '../../state/repair-dialog-store.ts';
import { useViewStore } from '../../state/view-store.ts';
import { text } from '../../strings/text.ts';
import type { Command } from '../../commands/command.ts';

const hasMasks = (): boolean => (currentProject()?.counts.masks ?? 0) > 0;
const hasProject = (): boolean => currentProject() !== undefined;

export const classCommands: readonly Command[] = [
  {
    id: 'classes.infer',
    title: () => text.commands.infer,
    menu: 'classes',
    group: 0,
    isEnabled: hasMasks,
    run: inferClasses,
  },
  {
    id: 'classes.import',
    title: () => text.commands.importClasses,
    menu: 'classes',
    group: 0,
    isEnabled: hasProject,
    run: importClassList,
  },
  {
    id: 'classes.add',
    title: () => text.commands.addClass,
    menu: 'classes',
    group: 1,
    isEnabled: hasProject,
    run: () => {
      openAddClass();
    },
  },
  {
    id: 'classes.merge',
    title: () => text.commands.mergeClasses,
    menu: 'classes',
    group: 1,
    isEnabled: () => useViewStore.getState().step === 'classes' && useClassesStore.getState().selected.size > 1,
    run: mergeChosenClasses,
  },
  {
    id: 'repair.start',
    title: () => text.commands.repair,
    menu: 'repair',
    group: 0,
    keys: 'Mod+Enter',
    isEnabled: hasMasks,
    run: () => {
      openRepairDialog(offeredScope(currentProject()?.counts.due ?? 0));
    },
  },
  {
    id: 'repair.chosen',
    title: () => text.commands.repairChosen,
    menu: 'repair',
    group: 0,
    isEnabled: () => hasMasks() && chosenHere() !== undefined,
    run: () => {
      openRepairDialog('chosen');
    },
  },
  {
    id: 'repair.cancel',
    title: () => text.commands.cancelRepair,
    menu: 'repair',
    group: 1,
    isEnabled: () => runningRepair() !== undefined,
    run: cancelRepair,
  },
];
