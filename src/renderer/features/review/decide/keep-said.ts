import type { CallInput, CallOutput } from '../../../../shared/contract/calls.ts';
import { changeProject } from '../../../state/change-project.ts';
import { ActIsKeptError, deliverSaid } from '../../../state/deliver-act.ts';
import { keepAct, type KeptSaid } from '../../../state/kept-acts.ts';
import { currentProject } from '../../../state/project-store.ts';
import { beginSaving, endSaving } from '../../../state/save-store.ts';
import { forgetTakenBack } from '../../../state/taken-back.ts';
import { explain } from '../../../strings/explain.ts';
import { text } from '../../../strings/text.ts';
import { tell } from '../../../ui/tell.tsx';
import { TAKEN_BACK, UnsavedAct } from '../paint/unsaved-act.ts';

/** What became of what was said. `kept`: its project is open no more, and hears of it when it is. */
type Said<Answer> =
  { readonly kind: 'done'; readonly answer: Answer } | { readonly kind: 'taken-back' | 'kept' | 'refused' };

/**
 * Hands to the services what a person says of masks, in the order of all that is done. Until they have put it down it is
 * kept in the page and in the browser, as what is painted is. A refusal is told under this title.
 */
export async function keepSaid<Name extends KeptSaid['call']>(
  name: Name,
  input: CallInput<Name>,
  refusal: string,
): Promise<Said<CallOutput<Name>>> {
  forgetTakenBack();
  const kept: KeptSaid<Name> = keepAct({ call: name, input, project: currentProject()?.path ?? '' });
  const unsaved = new UnsavedAct<CallOutput<Name>, KeptSaid<Name>>(kept);
  beginSaving();
  const said = await Promise.race([unsaved.left.then(() => ({ kind: 'taken-back' }) as const), send(unsaved, refusal)]);
  endSaving(said.kind === 'done' || said.kind === 'taken-back');
  return said;
}

async function send<Name extends KeptSaid['call']>(
  unsaved: UnsavedAct<CallOutput<Name>, KeptSaid<Name>>,
  refusal: string,
): Promise<Said<CallOutput<Name>>> {
  const change = (): Promise<CallOutput<Name> | typeof TAKEN_BACK> =>
    unsaved.isTakenBack
      ? Promise.resolve(TAKEN_BACK)
      : unsaved.send((takenBack) => deliverSaid(unsaved.kept, takenBack));
  try {
    const answer = await changeProject(change, () => unsaved.takeBack());
    return answer === TAKEN_BACK ? { kind: 'taken-back' } : { kind: 'done', answer };
  } catch (error) {
    const isKept = error instanceof ActIsKeptError;
    if (isKept) tell({ level: 'warning', title: text.paint.keptForLater, text: text.paint.keptForLaterText });
    else tell({ level: 'error', title: refusal, text: explain(error) });
    return { kind: isKept ? 'kept' : 'refused' };
  }
}
