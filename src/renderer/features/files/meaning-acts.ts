import type { Selection } from '../../../shared/contract/source-schemas.ts';
import type { MeaningChoice } from '../../../shared/model/mask-meaning.ts';
import { call } from '../../api/client.ts';
import { makeStaleNow } from '../../api/stale-answers.ts';
import { changeProject } from '../../state/change-project.ts';
import { chosenFiles } from '../../state/files-store.ts';
import { formatCounted } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { attempt, tell } from '../../ui/tell.tsx';
import { repairStale } from '../repair/repair-acts.ts';

/** Says what the values of masks name; those for which that is new are to be repaired again. */
export async function setMeaning(selection: Selection, choice: MeaningChoice): Promise<void> {
  const done = await attempt(text.common.actionFailed, () =>
    changeProject(() => call('objects.setMeaning', { selection, choice })),
  );
  if (done === undefined) return;
  for (const name of ['objects.', 'sources.', 'review.']) makeStaleNow(name);
  if (done.changed === 0) return;
  tell({
    level: 'success',
    title: text.objects.meaningSet(formatCounted(done.changed, 'mask'), text.objects.meanings[choice]),
    text: text.objects.meaningSetHint,
    act: { label: text.objects.repairAgain, run: repairStale },
  });
}

export async function setMeaningOfChosen(choice: MeaningChoice): Promise<void> {
  const selection = chosenFiles();
  if (selection !== undefined) await setMeaning(selection, choice);
}
