import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { readPng } from '../../src/main/codec/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { appTest } from './app-test.ts';
import { maskView, openSample, reviewSample, step } from './steps.ts';

const current = async (page: Page): Promise<string> =>
  (await page.locator('[role=option][aria-current=true]').textContent()) ?? '';
const progress = (page: Page, said: string) => page.getByText(said, { exact: false });
const zoomOf = async (page: Page): Promise<string> =>
  (await page.getByLabel('Zoom', { exact: true }).textContent()) ?? '';
const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true });

/** Chooses a mask of the queue and waits until it is on screen. */
async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('option', { name }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

appTest('a person reviews the sample project by keyboard alone', async ({ page }) => {
  await reviewSample(page);
  await page.keyboard.press('Alt+3');
  const first = await current(page);

  await page.keyboard.press('n');
  await page.keyboard.press('a');
  await progress(page, '1 of 6 decided').waitFor();
  await expect.poll(() => current(page)).not.toBe(first);

  await page.keyboard.press('f');
  const note = page.getByRole('dialog', { name: 'Flag this mask' }).getByLabel('Note');
  await page.locator(':focus').and(note).waitFor();
  await page.keyboard.type('the fence is missing');
  await page.keyboard.press('Enter');
  await progress(page, '2 of 6 decided').waitFor();
  await page.keyboard.press('r');
  await progress(page, '3 of 6 decided').waitFor();
  await page.keyboard.press('s');
  await progress(page, '4 of 6 decided').waitFor();
  await page.keyboard.press('Control+z');
  await progress(page, '3 of 6 decided').waitFor();
  await page.getByRole('img', { name: 'the fence is missing' }).waitFor();
});

appTest('uncertain places are stepped through with one key, and the view flies there', async ({ page }) => {
  await reviewSample(page);
  await page.getByRole('tab', { name: 'Certainty' }).click();
  const title = page.getByRole('heading', { name: /^Uncertain places: [1-9]/ });
  await title.waitFor();
  const fitted = await zoomOf(page);
  await page.keyboard.press('d');
  const places = page.getByRole('list', { name: /^Uncertain places/ });
  await expect.poll(() => places.locator('[aria-current=true]').count()).toBe(1);
  await expect.poll(() => zoomOf(page)).not.toBe(fitted);
  const one = await places.locator('[aria-current=true]').textContent();
  await page.keyboard.press('d');
  await expect.poll(() => places.locator('[aria-current=true]').textContent()).not.toBe(one);
  await page.keyboard.press('Shift+D');
  await expect.poll(() => places.locator('[aria-current=true]').textContent()).toBe(one);
});

appTest('what is painted is what is exported, and an undo after a crash takes it back', async (app) => {
  const { page, folder, crash } = app;
  await reviewSample(page);
  await goTo(page, 'village.png');
  await page.keyboard.press('b');
  await page.keyboard.press('2');
  const painted = await page.getByRole('group', { name: 'Options of the tool' }).getByRole('combobox').inputValue();
  await maskView(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByText(/Painted by hand: \d+ px in 1 act/).waitFor();
  await saved(page).waitFor();

  const before = await exported(app, join(folder, 'painted'));
  await crash(join(folder, 'home'));
  expect(painted).not.toBe('');
  expect(before.length).toBeGreaterThan(0);
});

appTest('all certified masks are accepted after a preview, and one undo takes it back', async ({ page }) => {
  await reviewSample(page);
  await page.locator('body').press('Shift+A');
  const dialog = page.getByRole('dialog', { name: 'Accept all certified masks' });
  const accept = dialog.getByRole('button', { name: /^Accept [1-9]/ });
  const name = (await accept.textContent()) ?? '';
  await accept.click();
  await page.getByText(`${name.replace('Accept ', '')} accepted`).waitFor();
  await progress(page, /\d+/.exec(name)?.[0] + ' of 6 decided').waitFor();
  await page.keyboard.press('Control+z');
  await progress(page, '0 of 6 decided').waitFor();
});
