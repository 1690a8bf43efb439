import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { startServer } from '../e2e/app-server.ts';
import { copyHardMasks, writeSmallMasks } from '../e2e/generated-masks.ts';
import { launchBrowser } from '../e2e/launch-browser.ts';
import { measureScroll, type ScrollMeasure } from '../e2e/measure-scroll.ts';
import {
  addFolder,
  findClasses,
  openSample,
  startRepair,
  waitForIdle,
  waitForRows,
  waitForStatus,
} from '../e2e/steps.ts';
import { type Decisions, measureDecisions, measureReview } from './measure-review.ts';
import { withPage } from './with-page.ts';

export interface InterfaceMeasures {
  readonly files: number;
  readonly masks: number;
  /** From starting the program to the sample's rows on screen. */
  readonly startMs: number;
  /** Of that, the page alone. */
  readonly pageMs: number;
  /** From the program's start to the first rows of the long list, and of that from the call to open the project. */
  readonly openMs: number;
  readonly table: ScrollMeasure;
  readonly grid: ScrollMeasure;
  /** The page's longest task while every worker repairs; 0 where none took 50 ms. */
  readonly longestTaskMs: number;
  readonly bundleBytes: number;
  /** In the review, from the key that accepts a mask of 2 megapixels to the last pixel of the next; the longest. */
  readonly nextMaskMs: number;
  readonly decisions: Decisions;
}

interface Request {
  readonly home: string;
  readonly files: number;
  readonly masks: number;
}

const SCROLL_FRAMES = 400;
const LONG_WAIT_MS = 3_600_000;

/** Each measure is taken once on a program that was started before, so that files and compiled code are in the caches. */
export async function measureInterface(
  { home, files, masks }: Request,
  onProgress: (line: string) => void,
): Promise<InterfaceMeasures> {
  const browser = await launchBrowser();
  try {
    onProgress('start with the sample project');
    const start = await measureStart(browser, join(home, 'sample'));
    onProgress(`a list of ${files} masks`);
    const list = await measureLongList(browser, join(home, 'long'), files);
    onProgress(`a repair of ${masks} masks`);
    const longestTaskMs = await measureRepair(browser, join(home, 'repair'), masks);
    onProgress('a review of masks of 2 megapixels');
    const nextMaskMs = await measureReview(browser, join(home, 'review'));
    onProgress('a review of easy masks');
    const decisions = await measureDecisions(browser, join(home, 'easy'));
    return { files, masks, ...start, ...list, longestTaskMs, nextMaskMs, decisions, bundleBytes: bundleBytes() };
  } finally {
    await browser.close();
  }
}

async function measureStart(browser: Browser, home: string): Promise<{ startMs: number; pageMs: number }> {
  await withPage(browser, await startServer({ home }), openSample);
  const measure = async (): Promise<{ startMs: number; pageMs: number }> => {
    const began = performance.now();
    const server = await startServer({ home, project: sampleProject(home) });
    const served = performance.now();
    return withPage(browser, server, async (page) => {
      await waitForRows(page, 6);
      return { startMs: performance.now() - began, pageMs: performance.now() - served };
    });
  };
  await measure();
  return measure();
}

function sampleProject(home: string): string | undefined {
  const name = readdirSync(home, { recursive: true, encoding: 'utf8' }).find((path) => path.endsWith('.maskmend'));
  return name === undefined ? undefined : join(home, name);
}

async function measureLongList(
  browser: Browser,
  home: string,
  files: number,
): Promise<Pick<InterfaceMeasures, 'openMs' | 'table' | 'grid'>> {
  mkdirSync(home, { recursive: true });
  const folder = writeSmallMasks(home, files);
  const project = join(home, 'long.maskmend');
  await withPage(browser, await startServer({ home, project }), async (page) => {
    await addFolder(page, folder);
    await waitForRows(page, files, LONG_WAIT_MS);
    await waitForIdle(page, LONG_WAIT_MS);
  });
  const server = await startServer({ home });
  return withPage(browser, server, async (page) => {
    await page.getByRole('button', { name: /^long/ }).waitFor();
    const began = performance.now();
    await page.getByRole('button', { name: /^long/ }).click();
    await page.getByText('000000.png').waitFor();
    const openMs = performance.now() - began;
    const table = await measureScroll(page, SCROLL_FRAMES);
    await page.getByText('As thumbnails').click({ force: true });
    await page.getByRole('gridcell').first().waitFor();
    return { openMs, table, grid: await measureScroll(page, SCROLL_FRAMES) };
  });
}

async function measureRepair(browser: Browser, home: string, masks: number): Promise<number> {
  mkdirSync(home, { recursive: true });
  const folder = copyHardMasks(home, masks);
  const server = await startServer({ home, project: join(home, 'repair.maskmend') });
  return withPage(browser, server, async (page) => {
    await addFolder(page, folder);
    await waitForRows(page, masks);
    await waitForIdle(page, LONG_WAIT_MS);
    await findClasses(page);
    await watchLongTasks(page);
    await startRepair(page);
    await waitForStatus(page, `${masks} repaired`, LONG_WAIT_MS);
    return longestTask(page);
  });
}

/** Tasks of 50 ms and more, as the browser itself tells of them. */
async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: number[] = [];
    new PerformanceObserver((list) => {
      seen.push(...list.getEntries().map(({ duration }) => duration));
      // Node's types, which these files are checked with, know Node's own entries only.
    }).observe({ entryTypes: ['longtask'] });
    Object.assign(globalThis, { longTasksMs: seen });
  });
}

async function longestTask(page: Page): Promise<number> {
  const seen = await page.evaluate(() => Reflect.get(globalThis, 'longTasksMs') as readonly number[]);
  return Math.max(0, ...seen);
}

/** Everything that the page loads, each file gzipped. */
function bundleBytes(): number {
  const folder = fileURLToPath(new URL('../../dist/renderer/', import.meta.url));
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + gzipSync(readFileSync(join(entry.parentPath, entry.name))).length, 0);
}
