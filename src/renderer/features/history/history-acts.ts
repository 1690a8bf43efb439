import type { ProjectInfo } from '../../../shared/contract/project-calls.ts';
import type { SourceFilter } from '../../../shared/contract/source-schemas.ts';
import { call } from '../../api/client.ts';
import { makeStaleNow } from '../../api/stale-answers.ts';
import { changeProject, takeBackLast } from '../../state/change-project.ts';
import { tellLabels } from '../../state/label-revisions.ts';
import { widenListFor } from '../../state/listed-mask.ts';
import { currentProject } from '../../state/project-store.ts';
import { waitsForRoom } from '../../state/save-store.ts';
import { doTakenBackAgain } from '../../state/taken-back.ts';
import { isReviewing, reviewMask, setQueueFilter, useReviewStore } from '../../state/review-store.ts';
import { labelInWords } from '../../strings/in-words.ts';
import { text } from '../../strings/text.ts';
import { attempt, type Message, tell } from '../../ui/tell.tsx';

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
  // What the disk has no room for is undone here: the services know nothing of it.
  if (waitsForRoom() && (way === 'undo' ? await takeBackLast() : doTakenBackAgain())) return;
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

/**
 * In the review, the mask of an act is on screen and in the list afterwards; where that shows something else than before,
 * and where the act is on no one mask, it is told.
 */
async function followAct({ mask, label }: NonNullable<ProjectInfo['undo']>, way: 'undo' | 'redo'): Promise<void> {
  if (!isReviewing()) return;
  const isShown = mask === useReviewStore.getState().id;
  const file = mask === undefined ? undefined : await call('sources.get', { id: mask }).catch(() => undefined);
  if (file !== undefined) reviewMask(file.id);
  const filter = file === undefined ? undefined : await widenListFor(file.id).catch(() => undefined);
  if (isShown && filter === undefined) return;
  const told = [
    ...(file === undefined || isShown ? [] : [text.shell.steppedTo(file.path)]),
    ...(filter === undefined ? [] : [text.shell.steppedOut]),
  ];
  tell({
    level: 'info',
    about: 'history',
    title: text.shell.stepped[way](labelInWords(label)),
    text: told.join(' '),
    ...(filter !== undefined && { act: filterAgain(filter) }),
  });
}

function filterAgain(filter: SourceFilter): NonNullable<Message['act']> {
  const run = (): void => {
    setQueueFilter(filter);
  };
  return { label: text.shell.filterAgain, run };
}

async function readLabelsRevision(): Promise<void> {
  const { id } = useReviewStore.getState();
  const mask = id === undefined ? undefined : await call('review.mask', { id }).catch(() => undefined);
  if (mask !== undefined) tellLabels({ mask: mask.row.id, labelsRevision: mask.labelsRevision });
}
