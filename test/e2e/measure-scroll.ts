import type { Page } from 'playwright-core';

export interface ScrollMeasure {
  readonly frames: number;
  readonly p95Ms: number;
  readonly longestMs: number;
}

const SCROLL_FRAMES = 120;

/** Scrolls the list on screen from its start to its end, a step per frame, and tells how long the frames took. */
export async function measureScroll(page: Page, frames = SCROLL_FRAMES): Promise<ScrollMeasure> {
  const times = await page.getByRole('grid').evaluate(async (grid, count) => {
    const view = grid.ownerDocument.defaultView;
    if (view === null) throw new Error('the list is on no screen');
    const nextFrame = (): Promise<number> => new Promise((resolve) => view.requestAnimationFrame(resolve));
    grid.scrollTop = 0;
    let before = await nextFrame();
    const taken: number[] = [];
    for (let frame = 1; frame <= count; frame++) {
      grid.scrollTop = ((grid.scrollHeight - grid.clientHeight) * frame) / count;
      const now = await nextFrame();
      taken.push(now - before);
      before = now;
    }
    return taken;
  }, frames);
  const sorted = times.toSorted((a, b) => a - b);
  return {
    frames: times.length,
    p95Ms: sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0,
    longestMs: sorted.at(-1) ?? 0,
  };
}
