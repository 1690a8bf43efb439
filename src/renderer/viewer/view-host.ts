import type { PixelSize } from './mask-source.ts';

/** The elements of a viewer and the size of its view. */
export interface ViewHost {
  /** Takes the pointer; holds the canvases. */
  readonly frame: HTMLElement;
  /** Above the canvases of the mask. */
  readonly overlay: HTMLCanvasElement;
  /** Above all. */
  readonly cursor: HTMLCanvasElement;
  /** Puts a canvas beneath the overlay, by default a new one; gives it back. */
  readonly addCanvas: (canvas?: HTMLCanvasElement) => HTMLCanvasElement;
  /** In screen pixels. */
  readonly size: () => PixelSize;
  /** Screen pixels per CSS pixel. */
  readonly pixelRatio: () => number;
  /** What is drawn takes the place of the system's pointer; but not of the hand. */
  readonly hidePointer: (isHidden: boolean) => void;
  /** Shows that the pointer moves the picture. */
  readonly showHand: (hand: Hand | undefined) => void;
  readonly dispose: () => void;
}

export type Hand = 'grab' | 'grabbing' | 'ew-resize';

/** Fills a host element with canvases whose pixels are those of the screen. */
export function createViewHost(host: HTMLElement, onResize: () => void): ViewHost {
  const frame = document.createElement('div');
  frame.style.cssText = 'position:relative;width:100%;height:100%;overflow:hidden;touch-action:none;user-select:none';
  host.append(frame);
  if (!host.hasAttribute('tabindex')) host.tabIndex = 0;
  const overlay = createLayer();
  const cursor = createLayer();
  frame.append(overlay, cursor);
  let size = measure(frame);
  const observer = new ResizeObserver(([entry]) => {
    const next = sizeOf(frame, entry);
    if (next.width === size.width && next.height === size.height) return;
    size = next;
    onResize();
  });
  observe(observer, frame);
  const pointer: { isHidden: boolean; hand: Hand | undefined } = { isHidden: false, hand: undefined };
  const showPointer = (): void => {
    frame.style.cursor = pointer.hand ?? (pointer.isHidden ? 'none' : '');
  };
  return {
    frame,
    overlay,
    cursor,
    hidePointer: (isHidden) => {
      pointer.isHidden = isHidden;
      showPointer();
    },
    showHand: (hand) => {
      pointer.hand = hand;
      showPointer();
    },
    addCanvas: (canvas = createLayer()) => {
      overlay.before(canvas);
      return canvas;
    },
    size: () => size,
    pixelRatio: () => (frame.clientWidth === 0 ? devicePixelRatio : size.width / frame.clientWidth),
    dispose: () => {
      observer.disconnect();
      frame.remove();
    },
  };
}

/** A canvas that will fill its view; each of its pixels is one of the screen. */
export function createLayer(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;image-rendering:pixelated';
  return canvas;
}

function measure({ clientWidth, clientHeight }: HTMLElement): PixelSize {
  return {
    width: Math.max(1, Math.round(clientWidth * devicePixelRatio)),
    height: Math.max(1, Math.round(clientHeight * devicePixelRatio)),
  };
}

/** What the browser says of the screen's pixels, which CSS pixels give but for rounding; emulated screens are told wrong. */
function sizeOf(frame: HTMLElement, entry: ResizeObserverEntry | undefined): PixelSize {
  const measured = measure(frame);
  // Safari does not tell, whatever its type says.
  if (entry === undefined || !('devicePixelContentBoxSize' in entry)) return measured;
  const [box] = entry.devicePixelContentBoxSize;
  if (box === undefined) return measured;
  const isNear = (a: number, b: number): boolean => a > 0 && Math.abs(a - b) <= 2;
  const isTrue = isNear(box.inlineSize, measured.width) && isNear(box.blockSize, measured.height);
  return isTrue ? { width: box.inlineSize, height: box.blockSize } : measured;
}

function observe(observer: ResizeObserver, element: HTMLElement): void {
  try {
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    // Safari knows CSS pixels only.
    observer.observe(element);
  }
}
