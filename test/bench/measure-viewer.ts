import { existsSync, readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../e2e/launch-browser.ts';
import { bundlePage, openViewerPage } from '../viewer/browser/viewer-test.ts';
import { browserMs } from './browser-time.ts';

/** Milliseconds of one thing done many times; `processorMs` is of all the browser's processes, whatever else runs. */
export interface Timing {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly processorMs: number;
}

export interface ViewerMeasures {
  /** A pointer event of a stroke of 64 pixels' width at 4096 x 4096, with its cursor, from the event until it is drawn. */
  readonly stroke: Timing;
  /** A frame of a pan over the same mask, which draws everything anew. */
  readonly pan: Timing;
  /** A change of a class's colour on the same mask. */
  readonly recolour: Timing;
  /** From `show` to the last pixel. */
  readonly openLargeMs: number;
  /** Bytes of the page and of the card's textures after zooming into and panning over 16384 x 16384. */
  readonly largeBytes: number;
  /** Showing a mask of 2 megapixels that was fetched ahead. */
  readonly nextMs: number;
}

const VIEW = { width: 1280, height: 800 };
const STEPS = 60;

/** Measures the picture alone, in a page of its own. */
export async function measureViewer(): Promise<ViewerMeasures> {
  const browser = await launchBrowser();
  try {
    const page = await openViewerPage(browser, await bundlePage());
    await openLarge(page, 4096);
    const stroke = await measureSteps(browser, page, 'stroke');
    const pan = await measureSteps(browser, page, 'pan');
    const recolour = await measureSteps(browser, page, 'recolour');
    const nextMs = await page.evaluate(() => viewerTools.openNext(true));
    const openLargeMs = await openLarge(page, 16_384);
    await page.evaluate(() => viewerTools.wander());
    return { stroke, pan, recolour, nextMs, openLargeMs, largeBytes: await residentBytes(browser) };
  } finally {
    await browser.close();
  }
}

/** Shows a mask of this side; gives the milliseconds until all of it is drawn. */
function openLarge(page: Page, side: number): Promise<number> {
  return page.evaluate(
    async ({ side, view }) => {
      const began = performance.now();
      return (await viewerTools.openLarge(side, view)) - began;
    },
    { side, view: VIEW },
  );
}

type Step = 'stroke' | 'pan' | 'recolour';

async function measureSteps(browser: Browser, page: Page, step: Step): Promise<Timing> {
  const session = await browser.newBrowserCDPSession();
  // The first of a kind compile programs.
  await page.evaluate((name) => viewerTools.takeSteps(name, 5), step);
  const before = await browserMs(session);
  const times = await page.evaluate(([name, count]) => viewerTools.takeSteps(name, count), [step, STEPS] as const);
  const spent = (await browserMs(session)) - before;
  const sorted = times.toSorted((a, b) => a - b);
  const quantile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { p50Ms: quantile(0.5), p95Ms: quantile(0.95), processorMs: spent / STEPS };
}

/** Memory of the page's process and of the one that draws; 0 where the system does not tell. */
async function residentBytes(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const drawing = processInfo.filter(({ type }) => type === 'renderer' || type === 'GPU');
  return drawing.reduce((sum, { id }) => sum + residentOf(id), 0);
}

function residentOf(processId: number): number {
  const status = `/proc/${processId}/status`;
  if (!existsSync(status)) return 0;
  return 1024 * Number(/^VmRSS:\s*(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1] ?? 0);
}
