import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type AppServer, startServer } from '../e2e/app-server.ts';
import { writeEasyMasks, writeLargeMasks } from '../e2e/generated-masks.ts';
import { watchProcessorTime } from '../e2e/measure-scroll.ts';
import { addFolder, findClasses, startRepair, step, waitForIdle, waitForRows, waitForStatus } from '../e2e/steps.ts';
import { browserMs } from './browser-time.ts';
import { spreadOf } from './statistics.ts';
import { withPage } from './with-page.ts';

const MASKS = 8;
/** A person who accepts 60 masks a minute. */
const BETWEEN_KEYS_MS = 1000;
const DECIDED = 60;
const LONG_WAIT_MS = 600_000;

/** The longest time from the key that accepts a mask of 2 megapixels to the last pixel of the next one. */
export async function measureReview(browser: Browser, home: string): Promise<number> {
  const folder = writeLargeMasks(home, MASKS);
  return review(browser, { home, folder, masks: MASKS }, async (page) => {
    for (let place = 0; place < MASKS - 1; place++) {
      await page.waitForTimeout(BETWEEN_KEYS_MS);
      await page.keyboard.press('a');
      await seen(page, place + 1);
    }
    return Math.max(...(await timesOf(page)));
  });
}

/** A person who looks at each mask for no time at all. */
export interface Decisions {
  readonly masks: number;
  /** From the first key until the last mask is seen. */
  readonly totalMs: number;
  /** From a key until all of the next mask is seen. */
  readonly medianMs: number;
  readonly longestMs: number;
  /** Processor time of one decision: of the page's main thread, of all of the browser, of the program. */
  readonly pageMs: number;
  readonly browserMs: number;
  readonly programMs: number;
}

/** Accepts masks of 0.3 to 2 megapixels one after the other, each as soon as it is seen. */
export async function measureDecisions(browser: Browser, home: string): Promise<Decisions> {
  const folder = await writeEasyMasks(home, DECIDED + 1);
  return review(browser, { home, folder, masks: DECIDED + 1 }, async (page, server) => {
    const spent = await watchProcessorTime(page);
    const session = await browser.newBrowserCDPSession();
    const [browserBefore, programBefore] = [await browserMs(session), programMs(server)];
    const began = performance.now();
    for (let place = 0; place < DECIDED; place++) {
      await page.keyboard.press('a');
      await seen(page, place + 1);
    }
    const totalMs = performance.now() - began;
    const times = await timesOf(page);
    return {
      masks: DECIDED,
      totalMs,
      medianMs: spreadOf(times).median,
      longestMs: Math.max(...times),
      pageMs: (await spent()) / DECIDED,
      browserMs: ((await browserMs(session)) - browserBefore) / DECIDED,
      programMs: (programMs(server) - programBefore) / DECIDED,
    };
  });
}

interface Reviewed {
  readonly home: string;
  readonly folder: string;
  readonly masks: number;
}

/** A project of the folder with every mask repaired, in the review, with the first mask on screen. */
async function review<T>(
  browser: Browser,
  { home, folder, masks }: Reviewed,
  act: (page: Page, server: AppServer) => Promise<T>,
): Promise<T> {
  const server = await startServer({ home, project: join(home, 'review.maskmend') });
  return withPage(browser, server, async (page) => {
    await addFolder(page, folder);
    await waitForRows(page, masks);
    await waitForIdle(page, LONG_WAIT_MS);
    await findClasses(page);
    await startRepair(page);
    await waitForStatus(page, `${masks} repaired`, LONG_WAIT_MS);
    await step(page, 'Review').click();
    await page.locator('[role=application][aria-busy=false]').waitFor();
    await watchNext(page);
    return act(page, server);
  });
}

/** Processor time that the program has taken, in all its threads; 0 where the system does not tell. */
function programMs({ process: { pid } }: AppServer): number {
  const stat = `/proc/${pid ?? 0}/stat`;
  if (!existsSync(stat)) return 0;
  // Fields 14 and 15, in hundredths of a second; a name in brackets, which may hold spaces, is the second.
  const [user = 0, system = 0] = readFileSync(stat, 'utf8').split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? [];
  return 10 * (user + system);
}

async function seen(page: Page, masks: number): Promise<void> {
  await page.waitForFunction(
    (count) => (Reflect.get(globalThis, 'nextMs') as readonly number[]).length === count,
    masks,
    // Asked in every frame, the page would be busy with that.
    { polling: 20 },
  );
}

function timesOf(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => Reflect.get(globalThis, 'nextMs') as readonly number[]);
}

/** Notes in the page how long it takes from a key until another mask is on screen. */
async function watchNext(page: Page): Promise<void> {
  await page.evaluate(() => {
    const taken: number[] = [];
    const view = (): Element | null => document.querySelector('[role=application]');
    let began: { readonly at: number; readonly name: string | null | undefined } | undefined;
    window.addEventListener(
      'keydown',
      () => (began = { at: performance.now(), name: view()?.getAttribute('aria-label') }),
      {
        capture: true,
      },
    );
    new MutationObserver(() => {
      const now = view();
      if (began === undefined || now?.getAttribute('aria-busy') !== 'false') return;
      if (now.getAttribute('aria-label') === began.name) return;
      taken.push(performance.now() - began.at);
      began = undefined;
    }).observe(document.body, { attributes: true, childList: true, subtree: true });
    Object.assign(globalThis, { nextMs: taken });
  });
}
