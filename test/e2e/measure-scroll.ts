import type { Page } from 'playwright-core';

export interface ScrollMeasure {
  readonly frames: number;
  readonly p95Ms: number;
  readonly longestMs: number;
  /** Processor time of the page's main thread per frame: what it costs, whatever else the machine does. */
  readonly processorMs: number;
}

const SCROLL_FRAMES = 120;

/** Scrolls the list on screen from its start to its end, a step per frame, and tells how long the frames took. */
export async function measureScroll(page: Page, frames = SCROLL_FRAMES): Promise<ScrollMeasure> {
  const spent = await watchProcessorTime(page);
  const times = await scrollThrough(page, frames);
  const sorted = times.toSorted((a, b) => a - b);
  return {
    frames: times.length,
    p95Ms: sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 0,
    longestMs: sorted.at(-1) ?? 0,
    processorMs: (await spent()) / frames,
  };
}

function scrollThrough(page: Page, frames: number): Promise<readonly number[]> {
  return page.getByRole('grid').evaluate(async (grid, count) => {
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
}

/** Gives what tells the milliseconds of processor time that the page's tasks have taken since. */
export async function watchProcessorTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const now = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  };
  const before = await now();
  return async () => (await now()) - before;
}
