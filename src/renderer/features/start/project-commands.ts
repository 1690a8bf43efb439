import { closeProject, newProjectFromFolder, openSample, pickProject, redo, undo } from './project-acts.ts';
import { currentProject } from '../../state/project-store.ts';
import { openDialog } from '../../state/view-store.ts';
import { text } from '../../strings/text.ts';
import type { Command } from '../../commands/command.ts';

const hasProject = (): boolean => currentProject() !== undefined;

export const projectCommands: readonly Command[] = [
  {
    id: 'project.new',
    title: () => text.commands.newProject,
    menu: 'file',
    group: 0,
    run: newProjectFromFolder,
  },
  {
    id: 'project.open',
    title: () => text.commands.openProject,
    menu: 'file',
    group: 0,
    keys: 'Mod+O',
    run: pickProject,
  },
  { id: 'project.openSample', title: () => text.commands.openSample, menu: 'file', group: 0, run: openSample },
  {
    id: 'project.close',
    title: () => text.commands.closeProject,
    menu: 'file',
    group: 3,
    isEnabled: hasProject,
    run: closeProject,
  },
  {
    id: 'edit.undo',
    title: () => named(text.commands.undo, text.shell.undo, currentProject()?.undo?.label),
    menu: 'edit',
    group: 0,
    keys: 'Mod+Z',
    isEnabled: () => currentProject()?.undo !== undefined,
    isRepeated: true,
    run: undo,
  },
  {
    id: 'edit.redo',
    title: () => named(text.commands.redo, text.shell.redo, currentProject()?.redo?.label),
    menu: 'edit',
    group: 0,
    keys: 'Mod+Shift+Z',
    isEnabled: () => currentProject()?.redo !== undefined,
    isRepeated: true,
    run: redo,
  },
  {
    id: 'edit.history',
    title: () => text.commands.history,
    menu: 'edit',
    group: 0,
    isEnabled: hasProject,
    run: () => {
      openDialog('history');
    },
  },
];

function named(plain: string, of: (label: string) => string, label: string | undefined): string {
  return label === undefined ? plain : of(label);
}
