import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { findViolationsInBothSchemes } from './find-violations.ts';
import { findClasses, openSample, startRepair, step, waitForRead, waitForStatus } from './steps.ts';

appTest('every screen is free of what axe finds, light and dark', async ({ page, folder }) => {
  const found: string[] = [];
  const look = async (screen: string): Promise<void> => {
    found.push(...(await findViolationsInBothSchemes(page, screen)));
  };
  await page.getByRole('button', { name: /Open the sample project/ }).waitFor();
  await look('start');
  await openSample(page);
  await page.getByRole('row').nth(2).click();
  await page.getByRole('region', { name: /Details of/ }).waitFor();
  await look('masks');
  await page.getByText('As thumbnails').click({ force: true });
  await look('thumbnails');
  for (const tab of ['Photos', 'Pairs', 'Problems', 'Duplicates', 'Statistics']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel').waitFor();
    await look(tab);
  }
  await step(page, 'Classes').click();
  await look('no classes');
  await findClasses(page);
  await look('classes');
  await page.getByRole('button', { name: /^Colour of class 1:/ }).click();
  await page.getByRole('button', { name: 'Pick from a mask…' }).waitFor();
  await look('colour');
  await page.keyboard.press('Escape');
  await startRepair(page);
  await waitForStatus(page, '6 repaired');
  await page.getByRole('option').first().waitFor();
  await look('review');
  await page.getByRole('search').getByRole('button', { name: 'Filter' }).click();
  await page.getByText('need a look', { exact: true }).waitFor();
  await look('filter of the queue');
  await page.keyboard.press('Escape');
  for (const tab of ['Certainty', 'Objects', 'File']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel').waitFor();
    await look(`review: ${tab}`);
  }
  await page.locator('body').press('b');
  await look('brush');
  await page.locator('body').press('Shift+I');
  await page.getByRole('form', { name: 'Islands and holes' }).waitFor();
  await look('islands');
  await page.keyboard.press('Escape');
  await page.locator('body').press('Shift+A');
  await page.getByRole('dialog', { name: 'Accept all certified masks' }).waitFor();
  await look('accept all certified');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await step(page, 'Export').click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(`${folder}/out`);
  await page.getByRole('button', { name: 'Export 6 masks' }).waitFor();
  await look('export');
  await page.getByRole('radio', { name: 'COCO instances' }).click();
  await page.getByText('Classes: index').click();
  await page.getByText('Size, pieces and turns').click();
  await page.getByText(/holes joined to the outline/).waitFor();
  await look('export of a dataset');
  await page.getByRole('button', { name: 'Jobs' }).click();
  await look('jobs');
  for (const [keys, name] of [
    ['Control+,', 'Settings'],
    ['?', 'Keyboard shortcuts'],
    ['Control+Enter', 'Repair masks'],
    ['Control+i', 'Pick a folder of masks or photos'],
  ] as const) {
    await page.locator('body').press(keys);
    await page.getByRole('dialog', { name }).waitFor();
    await look(name);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name }).waitFor({ state: 'detached' });
  }
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('What do you want to do?').waitFor();
  await look('command palette');
  expect(found).toEqual([]);
});

appTest('a dialog that is left gives the focus back to what it was opened from', async ({ page }) => {
  await openSample(page);
  await findClasses(page);
  const dialog = page.getByRole('dialog').filter({ visible: true });
  const comesBackTo = async (name: string, open: () => Promise<void>): Promise<void> => {
    const opener = page.getByRole('button', { name, exact: true });
    await opener.focus();
    await open();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect
      .poll(() => opener.evaluate((button) => button === document.activeElement), { message: name, timeout: 5000 })
      .toBe(true);
  };
  const enter = () => page.keyboard.press('Enter');
  await comesBackTo('Repair…', enter);
  await comesBackTo('Import…', enter);
  await comesBackTo('Menu', () => page.keyboard.press('Control+k'));
  await comesBackTo('More about class 3', async () => {
    await enter();
    await page.getByRole('menuitem', { name: 'Split…' }).click();
  });
});

appTest('a person without a mouse gets from the start to a repaired mask', async ({ page }) => {
  await page.getByRole('button', { name: /Open the sample project/ }).focus();
  await page.keyboard.press('Enter');
  await waitForRead(page, 6);
  // Nothing of what is typed at once is lost.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('find classes');
  const shown = page.getByRole('dialog').locator('[data-action]');
  await expect.poll(() => shown.allTextContents()).toEqual([expect.stringMatching(/^Find classes/)]);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Alt+2');
  await page.getByRole('table', { name: 'Classes' }).waitFor();
  await page.keyboard.press('Control+Enter');
  const start = page.getByRole('button', { name: 'Start repair' });
  await expect.poll(() => start.evaluate((button) => button.matches(':focus:enabled'))).toBe(true);
  await page.keyboard.press('Enter');
  await waitForStatus(page, '6 repaired');
  await page.keyboard.press('Alt+1');
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.getByRole('row', { selected: true }).textContent()).toContain('field.jpg');
  await page.keyboard.press('Enter');
  await page.getByRole('application', { name: 'field.jpg, Repaired' }).waitFor();
  await expect.poll(() => page.getByRole('option', { selected: true }).textContent()).toContain('field.jpg');
  // The panels at the sides go and come by keys; what was put away stays away.
  const kept = page.waitForResponse(/setWindowState/);
  await page.keyboard.press('Control+b');
  await page.getByRole('option').first().waitFor({ state: 'detached' });
  await kept;
  await page.reload();
  await page.getByRole('application', { name: /Repaired/ }).waitFor();
  expect(await page.getByRole('option').count()).toBe(0);
  await page.keyboard.press('Control+b');
  await page.getByRole('option').first().waitFor();
});
