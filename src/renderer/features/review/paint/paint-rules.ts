import type { PaintRules } from '../../../../shared/contract/review-schemas.ts';
import { usePaintStore } from '../../../state/paint-store.ts';
import { text } from '../../../strings/text.ts';
import { tell } from '../../../ui/tell.tsx';
import { knownClasses } from './class-keys.ts';

/** Which pixels may be painted, as the services are told it. */
export function paintRules(): PaintRules | undefined {
  const { over } = usePaintStore.getState();
  return over === undefined ? undefined : { onlyOver: [...over] };
}

/** The same for what is shown at once: true for a class whose pixels may change. */
export function mayPaintOver(): (slot: number) => boolean {
  const { over } = usePaintStore.getState();
  const locked = new Set(knownClasses().flatMap(({ slot, isLocked }) => (isLocked ? [slot] : [])));
  return (slot) => !locked.has(slot) && (over === undefined || over.has(slot));
}

/** The class to paint with; undefined where there is none or it is locked, which the person is told. */
export function paintSlot(): number | undefined {
  const { slot } = usePaintStore.getState();
  const entry = knownClasses().find((known) => known.slot === slot);
  if (entry === undefined) tell({ level: 'info', title: text.paint.noClass });
  else if (entry.isLocked) tell({ level: 'info', title: text.paint.locked(entry.name) });
  else return slot;
  return undefined;
}
