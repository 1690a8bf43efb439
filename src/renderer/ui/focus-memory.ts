/** Where the focus was last, in each dialog and in the page beneath them all. */
const lastFocused = new WeakMap<Element, HTMLElement>();

const DIALOG = '[role=dialog]';
const LONG_ENOUGH_FOR_THE_KIT_MS = 30;

/** Remembers from now on where the focus is: what is gone when a dialog opens, an item of a menu, is passed over. */
export function rememberFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target.closest('[role=menu]') === null) {
      lastFocused.set(frameOf(target), target);
    }
  });
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    // A click beside everything takes the focus away on purpose; another window takes it and gives it back.
    if (relatedTarget !== null || !document.hasFocus() || !(target instanceof HTMLElement)) return;
    if (lastFocused.get(frameOf(target)) === target) lastFocused.delete(frameOf(target));
  });
}

const frameOf = (element: Element): Element => element.closest(DIALOG) ?? document.body;

/** After a dialog has closed: where nothing has the focus, what had it before the dialog opened gets it back. */
export function giveFocusBack(): void {
  setTimeout(() => {
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const frame = [...document.querySelectorAll(DIALOG)].at(-1) ?? document.body;
    lastFocused.get(frame)?.focus({ preventScroll: true });
  }, LONG_ENOUGH_FOR_THE_KIT_MS);
}
