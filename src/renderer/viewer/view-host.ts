import type { PixelSize } from './mask-source.ts';

/** The elements of a viewer and the size of its view. */
export interface ViewHost {
  /** Takes the pointer; the topmost canvas. */
  readonly overlay: HTMLCanvasElement;
  /** Puts a new canvas beneath the overlay. */
  readonly addCanvas: () => HTMLCanvasElement;
  /** In screen pixels. */
  readonly size: () => PixelSize;
  /** Screen pixels per CSS pixel. */
  readonly pixelRatio: () => number;
  readonly dispose: () => void;
}

/** Fills a host element with canvases whose pixels are those of the screen. */
export function createViewHost(host: HTMLElement, onResize: () => void): ViewHost {
  const frame = document.createElement('div');
  frame.style.cssText = 'position:relative;width:100%;height:100%;overflow:hidden;touch-action:none;user-select:none';
  host.append(frame);
  if (!host.hasAttribute('tabindex')) host.tabIndex = 0;
  const addCanvas = (): HTMLCanvasElement => {
    const canvas = document.createElement('canvas');
    canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;image-rendering:pixelated';
    return canvas;
  };
  const overlay = addCanvas();
  frame.append(overlay);
  let size = measure(frame);
  const observer = new ResizeObserver(([entry]) => {
    const box = entry?.devicePixelContentBoxSize?.[0];
    const next = box === undefined ? measure(frame) : { width: box.inlineSize, height: box.blockSize };
    if (next.width === size.width && next.height === size.height) return;
    size = { width: Math.max(1, next.width), height: Math.max(1, next.height) };
    onResize();
  });
  observe(observer, frame);
  return {
    overlay,
    addCanvas: () => {
      const canvas = addCanvas();
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

function measure({ clientWidth, clientHeight }: HTMLElement): PixelSize {
  return {
    width: Math.max(1, Math.round(clientWidth * devicePixelRatio)),
    height: Math.max(1, Math.round(clientHeight * devicePixelRatio)),
  };
}

function observe(observer: ResizeObserver, element: HTMLElement): void {
  try {
    observer.observe(element, { box: 'device-pixel-content-box' });
  } catch {
    // Safari knows CSS pixels only.
    observer.observe(element);
  }
}
