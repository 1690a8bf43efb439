import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { writeSmallMasks } from './generated-masks.ts';
import {
  addFolder,
  findClasses,
  goTo,
  maskView,
  reviewSample,
  rowOf,
  startRepair,
  step,
  waitForIdle,
  waitForRows,
  waitForStatus,
} from './steps.ts';

const find = (page: Page) => page.getByRole('textbox', { name: 'Find a mask' });
const options = (page: Page) => page.getByRole('option');
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const progress = (page: Page, said: string) => page.getByText(said, { exact: false });

appTest('a decision is about a mask of the list as it is filtered, or about none', async ({ page }) => {
  await reviewSample(page);
  await goTo(page, 'village.png');
  await find(page).fill('cells');
  await expect.poll(() => options(page).count()).toBe(1);
  await page.getByRole('listbox').press('a');
  await page.getByRole('option', { name: 'cells.jpg' }).getByRole('img', { name: 'accepted' }).waitFor();
  await progress(page, '1 of 6 decided').waitFor();
  await heading(page, 'cells.jpg').waitFor();

  await find(page).fill('nothing is called so');
  await page.getByText('No mask matches the filter').waitFor();
  await heading(page, 'cells.jpg').waitFor({ state: 'detached' });
  expect(await page.getByRole('button', { name: 'Accept A', exact: true }).count()).toBe(0);
  await page.locator('body').press('r');

  await find(page).fill('');
  await expect.poll(() => options(page).count()).toBe(6);
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('checkbox', { name: /need a look/ }).waitFor();
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await progress(page, '1 of 6 decided').waitFor();

  // What another step shows is in the list.
  await find(page).fill('cells');
  await expect.poll(() => options(page).count()).toBe(1);
  await step(page, 'Files').click();
  await rowOf(page, 'village.png').first().dblclick();
  await heading(page, 'village.png').waitFor();
  await expect.poll(() => options(page).count()).toBe(6);
});

appTest(
  'an undo shows its mask in the list too, and the filter that left it out can be had again',
  async ({ page }) => {
    await reviewSample(page);
    await goTo(page, 'village.png');
    await page.keyboard.press('a');
    await progress(page, '1 of 6 decided').waitFor();
    await find(page).fill('cells');
    await expect.poll(() => options(page).count()).toBe(1);
    await heading(page, 'cells.jpg').waitFor();
    await page.getByRole('listbox').press('Control+z');
    await heading(page, 'village.png').waitFor();
    await page.getByRole('option', { name: 'village.png', selected: true }).waitFor();
    expect(await options(page).count()).toBe(6);
    await page
      .getByText('That was in village.png, which is shown now. The list left it out: its filter is off.')
      .waitFor();
    await page.getByRole('button', { name: 'Filter again' }).click();
    await expect.poll(() => options(page).count()).toBe(1);
    await heading(page, 'cells.jpg').waitFor();

    // The same of a mask that is on screen, and that its undo takes off the list.
    await find(page).fill('');
    await goTo(page, 'cells.jpg');
    await page.keyboard.press('a');
    await progress(page, '1 of 6 decided').waitFor();
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('checkbox', { name: /^accepted/ }).check();
    await page.keyboard.press('Escape');
    await expect.poll(() => options(page).count()).toBe(1);
    await heading(page, 'cells.jpg').waitFor();
    await page.getByRole('listbox').press('Control+z');
    await page.getByRole('option', { name: 'cells.jpg', selected: true }).waitFor();
    await expect.poll(() => options(page).count()).toBe(6);
    await page.getByText('The list left it out: its filter is off.', { exact: true }).waitFor();
  },
);

appTest('the list says what was painted as soon as it is kept, without waiting for its turn', async ({ page }) => {
  await reviewSample(page);
  await goTo(page, 'village.png');
  await page.clock.install();
  await page.reload();
  await goTo(page, 'village.png');
  await page.keyboard.press('b');
  await page.keyboard.press('9');
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await maskView(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  // Lists are otherwise asked again twice a second; so much time does not pass on this page.
  const line = page.getByRole('option', { name: 'village.png' }).getByText('painted by hand');
  for (let frame = 0; frame < 20 && (await line.count()) === 0; frame++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    await page.clock.runFor(16);
  }
  expect(await line.count()).toBe(1);
});

appTest(
  'all masks of the list are selected and decided on, however many there are',
  async ({ page, folder }) => {
    await addFolder(page, join(folder, 'masks'));
    await waitForRows(page, 1010);
    await waitForIdle(page);
    await findClasses(page);
    await startRepair(page);
    await waitForStatus(page, '1,010 repaired');
    await step(page, 'Review').click();
    await page.getByRole('listbox').waitFor();
    await page.locator('body').press('Control+a');
    await page.getByText('1,010 selected').waitFor();
    await page.keyboard.press('a');
    await progress(page, '1,010 of 1,010 decided').waitFor();
    await page.keyboard.press('Control+z');
    await progress(page, '0 of 1,010 decided').waitFor();

    // The same for a stretch, from its end to its beginning.
    const list = page.getByRole('listbox');
    await list.focus();
    await page.keyboard.press('End');
    await page.getByRole('option', { selected: true, name: /^000000/ }).waitFor();
    await page.keyboard.press('Shift+Home');
    await page.getByText('1,010 selected').waitFor();

    // The list goes along with whatever leads far away in it.
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    const last = page.getByRole('option', { selected: true, name: /^000000/ });
    await last.waitFor();
    await page.keyboard.press('Shift+U');
    await last.waitFor({ state: 'detached' });
    const shown = async () => (await page.locator('[role=option][aria-current=true]').textContent()) ?? '';
    await expect.poll(shown).toMatch(/^001009/);
    await find(page).fill('0005');
    await progress(page, '111 of 1,010 masks').waitFor();
    const found = await shown();
    await find(page).fill('');
    await progress(page, '111 of 1,010 masks').waitFor({ state: 'detached' });
    expect(await shown()).toBe(found);
  },
  {
    prepare: (folder) => {
      // More than a page of the list may have.
      writeSmallMasks(folder, 1010);
      return join(folder, 'many.maskmend');
    },
  },
);

appTest('a reloaded page is where it was in the list, a new one at what is still to be looked at', async (app) => {
  const { page } = app;
  await reviewSample(page);
  const shown = async (of: Page) => (await of.locator('[role=option][aria-current=true]').textContent()) ?? '';
  const first = await shown(page);
  await page.keyboard.press('a');
  await progress(page, '1 of 6 decided').waitFor();
  await expect.poll(() => shown(page)).not.toBe(first);
  const second = await shown(page);
  await find(page).fill('village');
  await expect.poll(() => options(page).count()).toBe(1);
  await page.reload();
  await heading(page, 'village.png').waitFor();
  expect(await find(page).inputValue()).toBe('village');
  expect(await options(page).count()).toBe(1);

  const other = await app.openTab();
  await step(other, 'Review').click();
  await expect.poll(() => shown(other)).toBe(second);
});

appTest('the certified share of a mask is told whole in a narrow list', async ({ page }) => {
  await reviewSample(page);
  await page.setViewportSize({ width: 900, height: 700 });
  const row = page.getByRole('option', { name: 'site.jpg' });
  const share = await row.getByText(/^\s*· [\d.]+%$/).boundingBox();
  const whole = await row.boundingBox();
  if (share === null || whole === null) throw new Error('there is no share');
  expect(share.width).toBeGreaterThan(30);
  expect(share.x + share.width).toBeLessThanOrEqual(whole.x + whole.width);
});
