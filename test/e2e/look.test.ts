import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { addFolder, findClasses, goTo, maskView, reviewSample, startRepair, step, waitForStatus } from './steps.ts';

const told = async (page: Page): Promise<string> => (await page.locator('[aria-live=off]').textContent()) ?? '';

/** Moves the pointer to a share of the view's width and height. */
async function pointAt(page: Page, [across, down]: readonly [number, number]): Promise<void> {
  const box = await maskView(page).boundingBox();
  if (box === null) throw new Error('there is no view');
  await page.mouse.move(box.x + across * box.width, box.y + down * box.height);
}

appTest('while a file is still being read, the rest is shown, told and picked', async ({ page }) => {
  await reviewSample(page);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  await page.route(/tiles\/original\//, async (route) => {
    asked++;
    await held;
    await route.continue();
  });
  await goTo(page, 'village.png');
  await page.keyboard.press('v');
  await page.getByText('Reading…', { exact: true }).waitFor();
  await pointAt(page, [0.5, 0.5]);
  await expect.poll(() => told(page)).toMatch(/^x \d+, y \d+original …now /);
  // A connection for it, and no more: whatever else is wanted needs the others.
  expect(asked).toBe(1);
  await page.keyboard.press('i');
  await page.mouse.down();
  await page.mouse.up();
  const name = /now\s+(.+?)(certain|uncertain|$)/.exec(await told(page))?.[1] ?? '';
  await page.getByRole('button', { name: `Paint with ${name}`, pressed: true }).waitFor();
  release();
  await expect.poll(() => told(page)).toMatch(/original {2}#[0-9a-f]{6}nearest/i);
  await page.getByText('Reading…', { exact: true }).waitFor({ state: 'detached' });

  // Beside the mask there is no class to pick.
  await page.keyboard.press('v');
  await pointAt(page, [0.003, 0.5]);
  await page.mouse.down();
  await page.mouse.up();
  await pointAt(page, [0.5, 0.5]);
  await expect.poll(() => told(page)).toMatch(/^x \d+/);
  await page.getByRole('button', { name: `Paint with ${name}`, pressed: true }).waitFor();
});

appTest('of grey and indexed files the number of a pixel is told', async ({ page, folder }) => {
  const masks = join(folder, 'numbers');
  mkdirSync(masks);
  const size = { width: 64, height: 64 };
  const values = (of: readonly number[]) => Uint8Array.from({ length: 64 * 64 }, (_, at) => of[(at % 64) >> 5] ?? 0);
  const palette = [0, 1, 2, 3, 4, 5].map((index) => [40 * index, 0, 0]);
  writeFileSync(join(masks, 'grey.png'), encode({ ...size, data: values([3, 7]), channels: 1, depth: 8 }));
  writeFileSync(join(masks, 'indexed.png'), encode({ ...size, data: values([2, 5]), channels: 1, depth: 8, palette }));
  await page.getByRole('button', { name: /Open the sample project/ }).click();
  await addFolder(page, masks);
  await waitForStatus(page, '8 masks');
  await findClasses(page);
  await startRepair(page);
  await waitForStatus(page, '8 repaired');
  await step(page, 'Review').click();
  for (const [name, right] of [
    ['grey.png', 'level 7'],
    ['indexed.png', 'index 5'],
  ] as const) {
    await goTo(page, name);
    await pointAt(page, [0.6, 0.5]);
    await expect.poll(() => told(page)).toContain(right);
  }
});
