import { openWebGl, type OpenWebGl } from './webgl-painter.ts';
import { createLayer } from './view-host.ts';

/** The page counts as at rest when so many looks in a row, this far apart, came in time. */
const LOOKS_AT_REST = 10;
const LOOK_MS = 100;
const LATE_MS = 25;

let spare: OpenWebGl | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Opens a canvas for WebGL ahead, once the page is at rest: opening one waits for all that the graphics process still has
 * to draw, which is much just when a mask is to be shown for the first time.
 */
export function prepareWebGl(): void {
  if (timer !== undefined || spare !== undefined) return;
  lookLater(0, performance.now());
}

/** The canvas that was opened ahead, else one opened now; undefined where the browser has no WebGL2. */
export function takeWebGl(): OpenWebGl | undefined {
  const taken = spare;
  spare = undefined;
  clearTimeout(timer);
  timer = undefined;
  return taken === undefined || taken.gl.isContextLost() ? openWebGl(createLayer()) : taken;
}

function lookLater(restful: number, before: number): void {
  timer = setTimeout(() => {
    const now = performance.now();
    const looks = now - before > LOOK_MS + LATE_MS ? 0 : restful + 1;
    if (looks < LOOKS_AT_REST) lookLater(looks, now);
    else {
      timer = undefined;
      spare = openQuietly();
    }
  }, LOOK_MS);
}

function openQuietly(): OpenWebGl | undefined {
  try {
    return openWebGl(createLayer());
  } catch {
    // Whoever takes one finds out for himself.
    return undefined;
  }
}
