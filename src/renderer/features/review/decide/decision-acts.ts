import type { CallInput } from '../../../../shared/contract/calls.ts';
import { MOST_NAMED, type SourceRow } from '../../../../shared/contract/source-schemas.ts';
import type { Decision } from '../../../../shared/model/decision.ts';
import { call } from '../../../api/client.ts';
import { queryClient, question } from '../../../api/queries.ts';
import { makeStaleNow } from '../../../api/stale-answers.ts';
import { changeProject } from '../../../state/change-project.ts';
import { untilMaskInList } from '../../../state/listed-mask.ts';
import {
  chosenMasks,
  openReviewDialog,
  reviewMask,
  selectMasks,
  setQueueFilter,
  useReviewStore,
} from '../../../state/review-store.ts';
import { formatCount, formatCounted } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { attempt, tell } from '../../../ui/tell.tsx';
import { keepTakenBack } from '../../../state/taken-back.ts';
import { keepSaid } from './keep-said.ts';
import { undoAct } from '../../history/history-acts.ts';

type Want = CallInput<'review.next'>['want'];
type Direction = CallInput<'review.next'>['direction'];

/** The question for the mask before or after another one in the list as it is filtered and sorted. */
function nextQuestion(from: number, want: Want, direction: Direction = 'forward') {
  const { filter, sort } = useReviewStore.getState();
  return question('review.next', { filter, sort, from, direction, want });
}

/** Goes up or down the list. */
export async function goToNeighbour(direction: Direction): Promise<void> {
  await goTo('any', direction);
}

/** Goes to the next mask that needs a person; where there is none, tells so. */
export async function goToNextDue(): Promise<void> {
  if (!(await goTo('needs-look', 'forward'))) tell({ level: 'info', title: text.review.nothingDue });
}

export async function goToNextUndecided(): Promise<void> {
  if (!(await goTo('undecided', 'forward'))) tell({ level: 'info', title: text.review.nothingUndecided });
}

async function goTo(want: Want, direction: Direction): Promise<boolean> {
  const { id } = useReviewStore.getState();
  if (id === undefined) return false;
  const row = await nextRow(id, want, direction);
  if (row !== undefined) reviewMask(row.id);
  return row !== undefined;
}

async function nextRow(from: number, want: Want, direction: Direction): Promise<SourceRow | undefined> {
  const answer = await attempt(text.common.actionFailed, () => queryClient.query(nextQuestion(from, want, direction)));
  return answer?.row;
}

/**
 * Says what the person decided of the mask on screen and goes on, at once, to the next that needs a person; or of all
 * selected masks, and stays.
 */
export async function decide(decision: Decision, note?: string): Promise<void> {
  await untilMaskInList();
  const selection = chosenMasks();
  const { id, selected } = useReviewStore.getState();
  if (selection === undefined || id === undefined) return;
  const isBatch = selected.size > 0;
  // The next one is known beforehand; nobody waits until the decision is on disk.
  const next = isBatch || decision === 'undecided' ? undefined : await nextAfter(id);
  if (next !== undefined) reviewMask(next);
  await say({ selection, decision, ...(note !== undefined && { note }) }, { id, next, isBatch });
}

interface Decided {
  /** The mask that was on screen, and the one that is shown after it. */
  readonly id: number;
  readonly next: number | undefined;
  readonly isBatch: boolean;
}

async function say(said: CallInput<'review.decide'>, place: Decided): Promise<void> {
  const { id, next, isBatch } = place;
  const { decision } = said;
  const done = await keepSaid('review.decide', said, text.review.decideFailed);
  if (done.kind === 'kept') return;
  if (done.kind !== 'done') {
    if (done.kind === 'taken-back') keepTakenBack(() => sayAgain(said, place));
    if (next !== undefined && (done.kind === 'taken-back' || useReviewStore.getState().id === next)) reviewMask(id);
    return;
  }
  refreshQueue();
  const { changed, progress } = done.answer;
  if (isBatch) {
    selectMasks([]);
    tellBatch(changed, decision);
  } else if (decision !== 'undecided' && progress.needsLook === 0) {
    tellAllSeen(progress.masks - progress.decided);
  }
}

async function sayAgain(said: CallInput<'review.decide'>, place: Decided): Promise<void> {
  if (place.next !== undefined) reviewMask(place.next);
  await say(said, place);
}

/** Whoever has looked at everything that needs it goes on with what is undecided. */
async function nextAfter(id: number): Promise<number | undefined> {
  const due = await nextRow(id, 'needs-look', 'forward');
  return (due ?? (await nextRow(id, 'undecided', 'forward')))?.id;
}

/** What a decision changes on screen is asked again at once. */
function refreshQueue(): void {
  for (const name of ['review.queue', 'review.next', 'review.mask', 'review.counts']) makeStaleNow(name);
}

function tellBatch(changed: number, decision: Decision): void {
  const title = text.review.batchDecided(formatCounted(changed, 'mask'), text.words.decision[decision]);
  tell({ level: 'success', title, ...(changed > 0 && { act: undoAct() }) });
}

let hasToldAllSeen = false;

function tellAllSeen(left: number): void {
  if (hasToldAllSeen && left > 0) return;
  hasToldAllSeen = left > 0;
  tell({
    level: 'success',
    title: left === 0 ? text.review.allDecided : text.review.allSeen,
    ...(left > 0 && {
      text: text.review.allSeenHint(formatCounted(left, 'mask')),
      act: { label: text.review.acceptCertified, run: openCertified },
    }),
  });
}

function openCertified(): void {
  // A list of what needs a look would show none of them.
  setQueueFilter({ role: 'mask' });
  openReviewDialog('certified');
}

/** Accepts what the preview showed; one undo takes it all back. */
export async function acceptCertified(): Promise<void> {
  const { filter } = useReviewStore.getState();
  const done = await attempt(text.review.decideFailed, () =>
    changeProject(() => call('review.acceptCertified', { filter })),
  );
  if (done === undefined) return;
  refreshQueue();
  tellBatch(done.changed, 'accepted');
}

export async function saveNote(id: number, note: string): Promise<void> {
  const done = await keepSaid('review.note', { id, note }, text.review.noteFailed);
  if (done.kind === 'done') refreshQueue();
}

/** Selects everything that the queue shows. */
export async function selectWholeQueue(): Promise<void> {
  await selectStretch(0, MOST_NAMED);
}

/** Selects masks of the queue from a position on, as far as a selection goes; says so where that is not all of them. */
export async function selectStretch(offset: number, masks: number): Promise<void> {
  const { filter, sort } = useReviewStore.getState();
  const limit = Math.min(masks, MOST_NAMED);
  const answer = await attempt(text.common.actionFailed, () => call('review.ids', { filter, sort, offset, limit }));
  if (answer === undefined) return;
  selectMasks(answer.ids);
  if (answer.ids.length === MOST_NAMED)
    tell({ level: 'info', title: text.review.mostSelected(formatCount(MOST_NAMED)) });
}

/** The mask at a position of the queue; undefined where there is none. */
export async function idAt(offset: number): Promise<number | undefined> {
  const { filter, sort } = useReviewStore.getState();
  const answer = await attempt(text.common.actionFailed, () => call('review.ids', { filter, sort, offset, limit: 1 }));
  return answer?.ids[0];
}
