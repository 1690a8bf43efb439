import { useSaveStore } from './save-store.ts';

/** Does an act once more that was taken back before it was saved. */
type Again = () => Promise<void>;

/** The newest last. */
let takenBack: Again[] = [];

/** Keeps an act that was taken back, to be done again as long as nothing else is done. */
export function keepTakenBack(again: Again): void {
  takenBack.push(again);
}

/** Something else was done. */
export function forgetTakenBack(): void {
  takenBack = [];
}

export function hasTakenBack(): boolean {
  return takenBack.length > 0;
}

/** Does again what was taken back last; false where there is nothing. */
export function doTakenBackAgain(): boolean {
  const again = takenBack.pop();
  void again?.();
  return again !== undefined;
}

// What is undone from then on is undone by the services, who know nothing of these.
useSaveStore.subscribe(({ waitsFor, pending }) => {
  if (waitsFor !== 'room' && pending === 0) forgetTakenBack();
});
