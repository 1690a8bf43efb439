import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { appTest } from './app-test.ts';
import { findViolations } from './find-violations.ts';
import { goTo, maskView, reviewSample } from './steps.ts';

const list = (page: Page) => page.getByRole('listbox', { name: 'Objects of this mask' });
const objects = (page: Page) => list(page).getByRole('option');
const said = (page: Page, text: string) => page.getByRole('status').getByText(text, { exact: true });
const act = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: /selected objects/ }).getByRole('button', { name, exact: true });

/** What is seen when nothing is on its way any more: two looks in a row see the same. */
async function pictureAtRest(look: () => Promise<Buffer>): Promise<Buffer> {
  let seen = await look();
  await expect
    .poll(async () => {
      const before = seen;
      seen = await look();
      return before.equals(seen);
    })
    .toBe(true);
  return seen;
}

appTest(
  'objects of a mask are made, picked, merged, split, given a class, deleted and saved',
  async ({ page, folder }) => {
    await reviewSample(page);
    await page.getByRole('option', { name: 'cells.jpg' }).click();
    await page.getByRole('heading', { name: 'cells.jpg', exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Objects' }).click();
    await page.getByText(/This mask tells no objects apart/).waitFor();
    await page.getByRole('button', { name: 'Make objects' }).click();
    await list(page).waitFor();
    const made = Number(
      /\d+/.exec(
        (await page
          .getByRole('status')
          .getByText(/^\d+ objects$/)
          .textContent()) ?? '',
      )?.[0],
    );
    expect(made).toBeGreaterThan(5);
    expect(await findViolations(page, 'objects')).toEqual([]);

    // A click on the picture picks what is there.
    const view = await maskView(page).boundingBox();
    if (view === null) throw new Error('there is no view');
    await page.mouse.click(view.x + view.width * 0.735, view.y + view.height * 0.28);
    await said(page, `1 selected · ${made} objects`).waitFor();

    // The largest and one that does not touch it become one, and an undo makes two of it.
    await list(page).focus();
    await page.keyboard.press('Home');
    await expect.poll(() => objects(page).nth(0).getAttribute('aria-selected')).toBe('true');
    const first = (await objects(page).nth(0).getAttribute('aria-label')) ?? '';
    await objects(page)
      .nth(4)
      .click({ modifiers: ['Control'] });
    await said(page, `2 selected · ${made} objects`).waitFor();
    // What it would do is on screen before it is done, and goes with the pointer.
    // The upper half: messages come and go over the lower border.
    const looked = () => page.screenshot({ clip: { ...view, height: view.height / 2 } });
    const before = await pictureAtRest(looked);
    await act(page, 'Merge').hover();
    await page
      .getByRole('status')
      .getByText(/^[\d,]+ px would change$/)
      .waitFor();
    await expect.poll(async () => before.equals(await looked())).toBe(false);
    await page.mouse.move(0, 0);
    await expect.poll(async () => before.equals(await looked())).toBe(true);
    await act(page, 'Merge').click();
    await said(page, `1 selected · ${made - 1} objects`).waitFor();
    await page.keyboard.press('Control+z');
    await said(page, `1 selected · ${made} objects`).waitFor();
    await page.keyboard.press('Control+Shift+z');
    await said(page, `1 selected · ${made - 1} objects`).waitFor();
    const number = /\d+/.exec(first)?.[0];
    await list(page)
      .getByRole('option', { name: new RegExp(`^Object ${number},`) })
      .click();
    await act(page, 'Split').click();
    await page.getByRole('status').getByText(`2 selected · ${made} objects`).waitFor();

    // Half of the view is selected: what of an object lies in it becomes one of its own.
    await page.getByRole('option', { name: new RegExp(`^Object ${number},`) }).click();
    await page.getByRole('button', { name: 'Rectangle' }).click();
    const [x, y] = [view.x + view.width * 0.2, view.y + view.height * 0.05];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(view.x + view.width * 0.48, view.y + view.height * 0.95, { steps: 5 });
    await page.mouse.up();
    await page.getByText(/px selected/).waitFor();
    await act(page, 'Split by selection').click();
    await page
      .getByRole('status')
      .getByText(`2 selected · ${made + 1} objects`)
      .waitFor();

    // By keys alone: choose, delete.
    await list(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Delete');
    await page.getByRole('status').getByText(`${made} objects`, { exact: true }).waitFor();

    await page.keyboard.press('Home');
    const chosen = list(page).getByRole('option', { selected: true });
    const pixels = Number(
      ((await chosen.getAttribute('aria-label')) ?? '').replace(/^.*, ([\d,]+) px$/, '$1').replace(/,/g, ''),
    );
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: /black and white/ }).click();
    const dialog = page.getByRole('dialog', { name: /Save in black and white/ });
    await dialog.getByLabel('Folder', { exact: true }).fill(folder);
    await dialog.getByLabel('Folder', { exact: true }).press('Enter');
    await dialog.getByLabel('File name').fill('object.png');
    await dialog.getByRole('button', { name: /Save/ }).click();
    await page.getByText(join(folder, 'object.png')).waitFor();
    const { samples } = readPng(readFileSync(join(folder, 'object.png')), defaultReadLimits).raster;
    expect(samples.filter((value) => value === 255).length).toBe(pixels);

    // Another class for the object picked: the picture tells it, and so it does when an undo from elsewhere leads back.
    const told = () => page.locator('[aria-live=off]').textContent();
    const place = [view.x + view.width * 0.735, view.y + view.height * 0.28] as const;
    await page.getByRole('button', { name: 'Move the view' }).click();
    await page.locator('body').press('z');
    await page.mouse.click(...place);
    await expect.poll(told).toMatch(/now +class 8 #/);
    await page.getByRole('button', { name: 'Class: class 8' }).click();
    await page.getByRole('menuitem', { name: 'class 3', exact: true }).click();
    await page.mouse.move(...place);
    await expect.poll(told).toMatch(/now +class 3 #/);
    await page.getByRole('option', { name: 'field.jpg' }).click();
    await page.getByRole('heading', { name: 'field.jpg', exact: true }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('heading', { name: 'cells.jpg', exact: true }).waitFor();
    await page.getByText('That was in cells.jpg, which is shown now.').waitFor();
    await page.mouse.move(place[0] + 1, place[1]);
    await expect.poll(told).toMatch(/now +class 8 #/);
  },
);

appTest('an act on objects is seen also where nothing of it was shown before', async ({ page }) => {
  await reviewSample(page);
  await goTo(page, 'cells.jpg');
  await page.getByRole('tab', { name: 'Objects' }).click();
  await page.getByRole('button', { name: 'Make objects' }).click();
  await objects(page).nth(0).click();
  await objects(page)
    .nth(1)
    .click({ modifiers: ['Control'] });
  const view = await maskView(page).boundingBox();
  if (view === null) throw new Error('there is no view');
  const looked = () => page.screenshot({ clip: view });
  const two = await pictureAtRest(looked);
  // A click that comes before the pointer has rested on the button.
  await act(page, 'Merge').dispatchEvent('click');
  await page
    .getByRole('status')
    .getByText(/^1 selected/)
    .waitFor();
  const merged = await pictureAtRest(looked);
  expect(merged.equals(two)).toBe(false);
  await page.getByRole('button', { name: /^Undo: / }).click();
  await expect.poll(async () => merged.equals(await looked())).toBe(false);
  await page.getByRole('button', { name: /^Redo: / }).click();
  await expect.poll(async () => merged.equals(await looked())).toBe(true);
});
