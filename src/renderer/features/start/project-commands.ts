import { currentProject } from '../../state/project-store.ts';
import { text } from '../../strings/text.ts';
import type { Command } from '../../commands/command.ts';
import { closeProject, newProjectFromFolder, openSample, pickProject } from './project-acts.ts';

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
];
