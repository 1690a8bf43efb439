import type { ProjectInfo } from '../../../shared/contract/project-calls.ts';
import { call } from '../../api/client.ts';
import { confirm } from '../../state/confirm-store.ts';
import { takeProject } from '../../state/follow-events.ts';
import { isAnyRunning, useJobsStore } from '../../state/jobs-store.ts';
import { askForPaths } from '../../state/path-dialog-store.ts';
import { currentProject } from '../../state/project-store.ts';
import { goToStep } from '../../state/view-store.ts';
import { formatCounted } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { attempt, clearMessages, tell } from '../../ui/tell.tsx';
import { addPaths } from '../files/add-sources.ts';
import { folderOf, nameOf } from '../folders/path-parts.ts';

/** Opens a project, or tells why it cannot be opened; the one before stays open then. */
export async function openProject(path: string): Promise<void> {
  await enter(text.start.openFailed, () => call('project.open', { path }));
}

export async function openSample(): Promise<void> {
  await enter(text.start.openFailed, () => call('project.openSample', {}));
}

export async function pickProject(): Promise<void> {
  const [path] = await askForPaths({ kind: 'open-files', title: text.start.openTitle, show: 'projects' });
  if (path !== undefined) await openProject(path);
}

/** From a folder of masks to an open project that reads them: the project is kept beside the folder. */
export async function newProjectFromFolder(): Promise<void> {
  const [folder] = await askForPaths({ kind: 'open-folder', title: text.start.pickMasksTitle, show: 'folders' });
  if (folder !== undefined) await newProjectFrom([folder]);
}

/** A new project of these folders and files, kept beside the first of them. */
export async function newProjectFrom(paths: readonly string[]): Promise<void> {
  const [first] = paths;
  if (first === undefined) return;
  const [path] = await askForPaths({
    kind: 'save-file',
    title: text.start.newProjectTitle,
    show: 'projects',
    defaultPath: `${first.replace(/[/\\]+$/, '')}.maskmend`,
  });
  if (path === undefined) return;
  const isOpen = await enter(text.start.createFailed, () => call('project.create', { path }));
  if (isOpen) await addPaths(paths, 'auto');
}

async function enter(failure: string, open: () => Promise<ProjectInfo>): Promise<boolean> {
  if (!(await mayLeave())) return false;
  const project = await attempt(failure, open);
  if (project === undefined) return false;
  clearMessages();
  takeProject(project);
  goToStep('files');
  return true;
}

// Opening another project ends what runs in this one.
async function mayLeave(): Promise<boolean> {
  if (currentProject() === undefined || !isAnyRunning(useJobsStore.getState())) return true;
  const isWanted = await confirm({
    title: text.shell.leaveTitle,
    text: [text.shell.leaveText],
    act: text.shell.leaveAct,
  });
  if (!isWanted) return false;
  return (
    (await attempt(text.common.actionFailed, () => call('project.close', { isCancellingJobs: true }))) !== undefined
  );
}

export async function closeProject(): Promise<void> {
  if (!(await mayLeave())) return;
  const isClosed = await attempt(text.common.actionFailed, () => call('project.close', { isCancellingJobs: false }));
  if (isClosed !== undefined) takeProject(undefined);
}

/** Asks where the folder of a root is now, beginning where it was. */
export async function relocateRoot(root: number, before: string): Promise<void> {
  const title = text.shell.whereIs(nameOf(before));
  const [path] = await askForPaths({ kind: 'open-folder', title, defaultPath: folderOf(before), show: 'folders' });
  if (path === undefined) return;
  const done = await attempt(text.common.actionFailed, () => call('project.relocateFolder', { root, path }));
  if (done === undefined) return;
  const { found, missing } = done;
  tell({
    level: missing === 0 ? 'success' : 'warning',
    title: text.shell.foundAgain(formatCounted(found, 'file')),
    ...(missing > 0 && { text: text.shell.notFoundAgain(missing) }),
  });
}
