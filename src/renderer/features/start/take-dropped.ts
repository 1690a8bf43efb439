import { host } from '../../api/host.ts';
import { currentProject } from '../../state/project-store.ts';
import { text } from '../../strings/text.ts';
import { tell } from '../../ui/tell.tsx';
import { addPaths } from '../files/add-sources.ts';
import { addFolder } from '../files/file-acts.ts';
import { newProjectFrom, newProjectFromFolder, openProject, pickProject } from './project-acts.ts';

/**
 * Takes what was dropped on the window: a project is opened, anything else added to the one that is open, or to a new
 * one. A page may not know where it lies; there the person picks it.
 */
export async function takeDropped(files: readonly File[]): Promise<void> {
  const paths = host.pathsOfFiles?.(files);
  if (paths === undefined) {
    await pickDropped(files[0]?.name ?? '');
    return;
  }
  const project = paths.find(isProject);
  if (project !== undefined) await openProject(project);
  else if (currentProject() === undefined) await newProjectFrom(paths);
  else await addPaths(paths, 'auto');
}

async function pickDropped(name: string): Promise<void> {
  const { droppedTitle, droppedProjectTitle, droppedText } = text.files;
  tell({ level: 'info', title: isProject(name) ? droppedProjectTitle : droppedTitle, text: droppedText(name) });
  if (isProject(name)) await pickProject();
  else if (currentProject() === undefined) await newProjectFromFolder();
  else await addFolder('auto');
}

const isProject = (path: string): boolean => path.endsWith('.maskmend');
