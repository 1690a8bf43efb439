import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startServer } from '../e2e/app-server.ts';
import { writeLargeMasks } from '../e2e/generated-masks.ts';
import { addFolder, findClasses, startRepair, step, waitForIdle, waitForRows, waitForStatus } from '../e2e/steps.ts';
import { withPage } from './with-page.ts';

const MASKS = 8;
/** A person who accepts 60 masks a minute. */
const BETWEEN_KEYS_MS = 1000;

/** The longest time from the key that accepts a mask of 2 megapixels to the last pixel of the next one. */
export async function measureReview(browser: Browser, home: string): Promise<number> {
  mkdirSync(home, { recursive: true });
  const folder = writeLargeMasks(home, MASKS);
  const server = await startServer({ home, project: join(home, 'review.maskmend') });
  return withPage(browser, server, async (page) => {
    await addFolder(page, folder);
    await waitForRows(page, MASKS);
    await waitForIdle(page);
    await findClasses(page);
    await startRepair(page);
    await waitForStatus(page, `${MASKS} repaired`);
    await step(page, 'Review').click();
    await page.locator('[role=application][aria-busy=false]').waitFor();
    await watchNext(page);
    for (let place = 0; place < MASKS - 1; place++) {
      await page.waitForTimeout(BETWEEN_KEYS_MS);
      await page.keyboard.press('a');
    }
    await page.waitForFunction(
      (count) => (Reflect.get(globalThis, 'nextMs') as readonly number[]).length === count,
      MASKS - 1,
    );
    return Math.max(...(await page.evaluate(() => Reflect.get(globalThis, 'nextMs') as readonly number[])));
  });
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
