import { trySavingNow } from '../../../state/deliver-act.ts';
import { useSaveStore } from '../../../state/save-store.ts';
import { text } from '../../../strings/text.ts';
import { takeMessageAway, tell } from '../../../ui/tell.tsx';

const ABOUT = 'full-disk';

/** From now on tells where the disk has no room for what was painted, until it has. */
export function followFullDisk(): void {
  // What the person has closed comes back where the person asks, not with every try.
  let isAsked = true;
  const tryNow = (): void => {
    isAsked = true;
    trySavingNow();
  };
  useSaveStore.subscribe(({ waitsFor, refusals }, before) => {
    if (waitsFor !== 'room') {
      if (before.waitsFor === 'room') takeMessageAway(ABOUT);
      isAsked = true;
    } else if (isAsked && (before.waitsFor !== 'room' || refusals !== before.refusals)) {
      isAsked = false;
      tell({
        level: 'error',
        about: ABOUT,
        title: text.paint.diskFullTitle,
        text: text.paint.diskFullText,
        act: { label: text.paint.tryAgain, run: tryNow },
      });
    }
  });
}
