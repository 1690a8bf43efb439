import type { PixelPoint, ToolEvent } from './viewer.ts';
import { HeldSpace } from './held-space.ts';
import type { Hand } from './view-host.ts';

/** What a viewer does about pointers and wheels; all places are screen pixels from the view's top left. */
export interface PointerTarget {
  /** What takes the pointer, and what holds it and takes the keyboard's focus. */
  readonly element: HTMLElement;
  readonly host: HTMLElement;
  /** Screen pixels per CSS pixel. */
  readonly pixelRatio: () => number;
  readonly toPixel: (place: PixelPoint) => PixelPoint;
  readonly isOnWipe: (place: PixelPoint) => boolean;
  readonly onTool: (event: ToolEvent) => void;
  readonly onHover: (place: PixelPoint | undefined) => void;
  readonly onPan: (dx: number, dy: number) => void;
  readonly onZoom: (factor: number, place: PixelPoint) => void;
  readonly onWipe: (x: number) => void;
  readonly onHand: (hand: Hand | undefined) => void;
}

type Drag =
  | { readonly kind: 'tool'; readonly pointerId: number; readonly button: 'left' | 'right' }
  | { readonly kind: 'pan'; readonly pointerId: number }
  | { readonly kind: 'wipe'; readonly pointerId: number }
  | { readonly kind: 'pinch' };

const LEFT = 0;
const MIDDLE = 1;
const RIGHT = 2;
/** A notch of most wheels is 100 to 120: about a fifth larger. A pinch on a touchpad comes in far smaller steps. */
const ZOOM_PER_STEP = 0.0017;
const ZOOM_PER_PINCH_STEP = 0.01;
const LINE_PX = 32;

/** Listens to an element; gives what ends that. */
export function listenToPointers(target: PointerTarget): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const input = new PointerInput(target, signal);
  const { element } = target;
  element.addEventListener(
    'pointerdown',
    (event) => {
      input.down(event);
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      input.move(event);
    },
    { signal },
  );
  element.addEventListener(
    'pointerup',
    (event) => {
      input.up(event, 'up');
    },
    { signal },
  );
  element.addEventListener(
    'pointercancel',
    (event) => {
      input.up(event, 'cancel');
    },
    { signal },
  );
  element.addEventListener(
    'pointerleave',
    () => {
      input.leave();
    },
    { signal },
  );
  element.addEventListener(
    'wheel',
    (event) => {
      input.wheel(event);
    },
    { signal, passive: false },
  );
  element.addEventListener(
    'contextmenu',
    (event) => {
      event.preventDefault();
    },
    { signal },
  );
  return () => {
    ending.abort();
  };
}

class PointerInput {
  readonly #target: PointerTarget;
  /** While it is held, the pointer moves the picture. */
  readonly #space: HeldSpace;
  /** Where each pressed pointer is. */
  readonly #pressed = new Map<number, PixelPoint>();
  #drag: Drag | undefined;
  #isOverWipe = false;

  constructor(target: PointerTarget, signal: AbortSignal) {
    this.#target = target;
    const { element, host } = target;
    const onChange = (): void => {
      this.#showHand();
    };
    this.#space = new HeldSpace({ element, host, onChange }, signal);
  }

  down(event: PointerEvent): void {
    const place = this.#placeOf(event);
    this.#target.host.focus({ preventScroll: true });
    this.#capture(event.pointerId);
    this.#pressed.set(event.pointerId, place);
    if (event.pointerType === 'touch' && this.#pressed.size === 2) this.#beginPinch(event);
    else if (this.#drag === undefined) this.#begin(event, place);
    // The middle button would scroll.
    if (event.button === MIDDLE) event.preventDefault();
  }

  move(event: PointerEvent): void {
    const place = this.#placeOf(event);
    const before = this.#pressed.get(event.pointerId);
    if (this.#pressed.has(event.pointerId)) this.#pressed.set(event.pointerId, place);
    this.#target.onHover(place);
    const drag = this.#drag;
    if (drag === undefined) this.#overWipe(this.#target.isOnWipe(place));
    if (drag === undefined || before === undefined) return;
    if (drag.kind === 'pinch') this.#pinch(event.pointerId, before, place);
    else if (drag.pointerId !== event.pointerId) return;
    else if (drag.kind === 'pan') this.#target.onPan(before.x - place.x, before.y - place.y);
    else if (drag.kind === 'wipe') this.#target.onWipe(place.x);
    else this.#tell(event, { phase: 'move', button: drag.button });
  }

  up(event: PointerEvent, phase: 'up' | 'cancel'): void {
    this.#pressed.delete(event.pointerId);
    const drag = this.#drag;
    if (drag === undefined) return;
    if (drag.kind === 'pinch') {
      if (this.#pressed.size === 0) this.#drag = undefined;
    } else if (drag.pointerId === event.pointerId) {
      this.#drag = undefined;
      if (drag.kind === 'tool') this.#tell(event, { phase, button: drag.button });
    }
    this.#showHand();
  }

  leave(): void {
    if (this.#drag === undefined) this.#target.onHover(undefined);
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
    const ratio = this.#target.pixelRatio();
    if (event.shiftKey) {
      this.#target.onPan(
        (event.deltaX || event.deltaY) * unit * ratio,
        event.deltaX === 0 ? 0 : event.deltaY * unit * ratio,
      );
      return;
    }
    const step = event.ctrlKey ? ZOOM_PER_PINCH_STEP : ZOOM_PER_STEP;
    const turned = Math.max(-300, Math.min(300, event.deltaY * unit));
    this.#target.onZoom(Math.exp(-turned * step), this.#placeOf(event));
  }

  #begin(event: PointerEvent, place: PixelPoint): void {
    const { pointerId, button } = event;
    if (button === MIDDLE || (button === LEFT && this.#space.isHeld)) this.#drag = { kind: 'pan', pointerId };
    else if (button === LEFT && this.#target.isOnWipe(place)) this.#drag = { kind: 'wipe', pointerId };
    else if (button === LEFT || button === RIGHT) {
      this.#drag = { kind: 'tool', pointerId, button: button === LEFT ? 'left' : 'right' };
      this.#target.onHover(place);
      this.#tell(event, { phase: 'down', button: this.#drag.button });
    }
    this.#showHand();
  }

  /** A second finger: what the first began was not meant. */
  #beginPinch(event: PointerEvent): void {
    if (this.#drag?.kind === 'tool') this.#tell(event, { phase: 'cancel', button: this.#drag.button });
    this.#drag = { kind: 'pinch' };
  }

  #pinch(pointerId: number, before: PixelPoint, place: PixelPoint): void {
    const other = [...this.#pressed].find(([id]) => id !== pointerId)?.[1];
    if (other === undefined) return;
    const distance = (a: PixelPoint): number => Math.max(1, Math.hypot(a.x - other.x, a.y - other.y));
    const middle = { x: (place.x + other.x) / 2, y: (place.y + other.y) / 2 };
    this.#target.onPan((before.x - place.x) / 2, (before.y - place.y) / 2);
    this.#target.onZoom(distance(place) / distance(before), middle);
  }

  #tell(event: PointerEvent, { phase, button }: Pick<ToolEvent, 'phase' | 'button'>): void {
    const events = phase === 'move' ? coalescedOf(event) : [event];
    this.#target.onTool({
      phase,
      button,
      points: events.map((one) => this.#target.toPixel(this.#placeOf(one))),
      pointerType: event.pointerType,
      pressure: event.pressure,
      shiftKey: event.shiftKey,
      altKey: event.altKey,
      ctrlKey: event.ctrlKey || event.metaKey,
    });
  }

  #placeOf({ clientX, clientY }: MouseEvent): PixelPoint {
    const { left, top } = this.#target.element.getBoundingClientRect();
    const ratio = this.#target.pixelRatio();
    return { x: (clientX - left) * ratio, y: (clientY - top) * ratio };
  }

  /** Strokes go on beside the view. A pointer that a program made up cannot be captured. */
  #capture(pointerId: number): void {
    try {
      this.#target.element.setPointerCapture(pointerId);
    } catch {
      // It is followed as long as it stays above the view.
    }
  }

  #overWipe(isOver: boolean): void {
    if (isOver === this.#isOverWipe) return;
    this.#isOverWipe = isOver;
    this.#showHand();
  }

  #showHand(): void {
    const still = this.#space.isHeld ? 'grab' : this.#isOverWipe ? 'ew-resize' : undefined;
    this.#target.onHand(this.#drag?.kind === 'pan' ? 'grabbing' : still);
  }
}

/** Everything that came since the last event; pages that are not secure are not told. */
function coalescedOf(event: PointerEvent): readonly PointerEvent[] {
  const coalesced = 'getCoalescedEvents' in event ? event.getCoalescedEvents() : [];
  return coalesced.length === 0 ? [event] : coalesced;
}
