/** Where a space is written, or answers a question. */
const KEEPS_SPACE =
  'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable], [role=dialog] *, [role^=menu]';
/** Keys that move the focus, or what is chosen where it is: whoever presses them is not about the pointer. */
const MOVING_KEYS = /^(?:Tab|Home|End|Arrow|Page)/;

export interface SpaceTarget {
  /** What the pointer is over, and what holds it and takes the keyboard's focus. */
  readonly element: HTMLElement;
  readonly host: HTMLElement;
  readonly onChange: () => void;
}

/**
 * Whether the space bar is held to move the picture. It is, wherever the focus was left by a click, for whoever has the
 * pointer over the view; a focus that moved since the pointer did has the space bar for itself: it presses a button,
 * chooses in a list. What takes text keeps it always.
 */
export class HeldSpace {
  readonly #target: SpaceTarget;
  #isPointedAt = false;
  #isHeld = false;

  /** Listens until `signal` ends that. */
  constructor(target: SpaceTarget, signal: AbortSignal) {
    this.#target = target;
    const point = (isPointedAt: boolean) => (): void => {
      this.#isPointedAt = isPointedAt;
    };
    target.element.addEventListener('pointermove', point(true), { signal });
    target.element.addEventListener('pointerleave', point(false), { signal });
    window.addEventListener('focusin', point(false), { signal });
    // Before the control that has the focus takes it.
    const key = (event: KeyboardEvent): void => {
      this.#key(event, event.type === 'keydown');
    };
    window.addEventListener('keydown', key, { signal, capture: true });
    window.addEventListener('keyup', key, { signal, capture: true });
    const release = (): void => {
      this.#hold(false);
    };
    window.addEventListener('blur', release, { signal });
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  #key(event: KeyboardEvent, isDown: boolean): void {
    if (MOVING_KEYS.test(event.key)) this.#isPointedAt = false;
    if (event.code !== 'Space') return;
    const isElsewhere = this.#isFocusElsewhere();
    const isOurs = isDown ? !isElsewhere || this.#isWanted() : this.#isHeld;
    if (!isOurs) return;
    event.preventDefault();
    if (isElsewhere) event.stopPropagation();
    this.#hold(isDown);
  }

  #isFocusElsewhere(): boolean {
    const focused = document.activeElement;
    return focused !== null && focused !== document.body && !this.#target.host.contains(focused);
  }

  #isWanted(): boolean {
    return this.#isPointedAt && document.activeElement?.matches(KEEPS_SPACE) !== true;
  }

  #hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    this.#target.onChange();
  }
}
