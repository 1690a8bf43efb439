import type { ProjectInfo } from '../../../shared/contract/project-calls.ts';
import { call } from '../../api/client.ts';
import { makeStaleNow } from '../../api/stale-answers.ts';
import { changeProject } from '../../state/change-project.ts';
import { confirm } from '../../state/confirm-store.ts';
import { takeProject } from '../../state/follow-events.ts';
import { tellLabels } from '../../state/label-revisions.ts';
import { isAnyRunning, useJobsStore } from '../../state/jobs-store.ts';
import { askForPaths } from '../../state/path-dialog-store.ts';
import { currentProject } from '../../state/project-store.ts';
import { isReviewing, reviewMask, useReviewStore } from '../../state/review-store.ts';
import { goToStep } from '../../state/view-store.ts';
import { formatCounted } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { attempt, clearMessages, type Message, tell } from '../../ui/tell.tsx';
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
  if (folder === undefined) return;
  const [path] = await askForPaths({
    kind: 'save-file',
    title: text.start.newProjectTitle,
    show: 'projects',
    defaultPath: `${folder.replace(/[/\\]+$/, '')}.maskmend`,
  });
  if (path === undefined) return;
  const isOpen = await enter(text.start.createFailed, () => call('project.create', { path }));
  if (isOpen) await addPaths([folder], 'auto');
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

export async function undo(): Promise<void> {
  await stepHistory('undo');
}

export async function redo(): Promise<void> {
  await stepHistory('redo');
}

/** The button of a message on what was done last; it undoes that and nothing that was done since. */
export function undoAct(): NonNullable<Message['act']> {
  const entry = currentProject()?.undo?.id;
  const run = (): void => {
    if (currentProject()?.undo?.id === entry) void undo();
    else tell({ level: 'info', title: text.shell.notTheLast });
  };
  return { label: text.commands.undo, run };
}

async function stepHistory(way: 'undo' | 'redo'): Promise<void> {
  const done = await attempt(text.common.actionFailed, () =>
    changeProject(async () => {
      const entry = currentProject()?.[way];
      if (entry === undefined) return undefined;
      await call(`project.${way}`, { entry: entry.id });
      // What is painted next is painted on the labels as they are now.
      await readLabelsRevision();
      return entry;
    }),
  );
  if (done === undefined) return;
  await followAct(done, way);
  makeStaleNow('sources.');
  makeStaleNow('classes.');
  makeStaleNow('review.');
  makeStaleNow('objects.');
  makeStaleNow('project.');
}

/** In the review, an act on another mask than the one on screen is followed there; one that no mask shows is told. */
async function followAct({ mask, label }: NonNullable<ProjectInfo['undo']>, way: 'undo' | 'redo'): Promise<void> {
  if (!isReviewing() || mask === useReviewStore.getState().id) return;
  const file = mask === undefined ? undefined : await call('sources.get', { id: mask }).catch(() => undefined);
  if (file !== undefined) reviewMask(file.id);
  tell({
    level: 'info',
    about: 'history',
    title: text.shell.stepped[way](label),
    ...(file !== undefined && { text: text.shell.steppedTo(file.path) }),
  });
}

async function readLabelsRevision(): Promise<void> {
  const { id } = useReviewStore.getState();
  const mask = id === undefined ? undefined : await call('review.mask', { id }).catch(() => undefined);
  if (mask !== undefined) tellLabels({ mask: mask.row.id, labelsRevision: mask.labelsRevision });
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
