import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { findClasses, openSample, reviewSample, startRepair, step, waitForStatus } from './steps.ts';

appTest('an edit of the classes is undone and done again', async ({ page }) => {
  await openSample(page);
  await findClasses(page);
  const name = page.getByRole('textbox', { name: 'Name of class 4' });
  await name.fill('roof');
  await name.press('Enter');
  const renamed = page.getByRole('textbox', { name: 'Name of roof' });
  await renamed.waitFor();

  await page.getByRole('button', { name: /^Undo: / }).click();
  await name.waitFor();
  await page.getByRole('button', { name: /^Redo: / }).click();
  await renamed.waitFor();
  await expect.poll(() => renamed.inputValue()).toBe('roof');
});

appTest('a class that is merged into another says which masks it reaches, and comes back by undo', async ({ page }) => {
  await openSample(page);
  await findClasses(page);
  await startRepair(page);
  await waitForStatus(page, '6 repaired');
  await step(page, 'Classes').click();
  await page.getByRole('checkbox', { name: 'Select class 8' }).check();
  await page.getByRole('checkbox', { name: 'Select class 9' }).check();
  await page.getByRole('button', { name: 'Merge 2' }).click();
  const question = page.getByRole('dialog', { name: 'This reaches into repaired masks' });
  await question.getByText(/masks? changes? at once, without the engine: \S+\.(jpg|png)/).waitFor();
  await question.getByRole('button', { name: 'Change the classes' }).click();
  const merged = page.getByRole('textbox', { name: 'Name of class 9' });
  await merged.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: /^Undo: / }).click();
  await merged.waitFor();
});

appTest(
  'what other programs would do to the classes is explained where it is told, and put right there',
  async ({ page }) => {
    await openSample(page);
    await findClasses(page);
    const rows = page.getByRole('table', { name: 'Classes' }).getByRole('row');
    await rows.nth(2).getByText('flat areas in 5 of 6 files agree within 1 level').waitFor();
    const index = page.getByRole('textbox', { name: 'Exported index of background' });
    await index.fill('13');
    await index.press('Enter');
    await page.getByRole('tab', { name: 'Warnings' }).click();
    const warning = page.getByRole('region', { name: 'Background is not class 0' });
    await warning.getByText('Many tools take index 0 for background and shift every label that follows.').waitFor();
    await warning.getByText('"background" has index 13').waitFor();
    await page.getByRole('region', { name: 'Classes are not numbered in their order' }).waitFor();
    await warning.getByRole('button', { name: 'Put the background first and number all anew' }).click();
    await page.getByText('Nothing to warn about.').waitFor();
    expect(await index.inputValue()).toBe('0');
    await page.getByRole('button', { name: /^Undo: / }).click();
    await warning.waitFor();

    // What lies too close to be told apart is told with how far apart it is.
    await page.getByRole('button', { name: 'Add class' }).click();
    const form = page.getByRole('dialog', { name: 'Add a class' });
    await form.getByRole('textbox', { name: 'Hex' }).fill('#4141ff');
    await form.getByRole('textbox', { name: 'Hex' }).press('Tab');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Close pairs' }).click();
    await page.getByText(/^cannot be told apart: they fall together in a JPEG of quality 50$/).waitFor();
  },
);

appTest('a class that is locked takes no edit until it is unlocked', async ({ page }) => {
  await openSample(page);
  await findClasses(page);
  await page.getByRole('button', { name: 'Lock class 3' }).click();
  const name = page.getByRole('textbox', { name: 'Name of class 3' });
  await expect.poll(() => name.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Unlock class 3' }).click();
  await expect.poll(() => name.isDisabled()).toBe(false);
});

appTest('the eyedropper gives a new class the colour of a pixel', async ({ page }) => {
  await openSample(page);
  await findClasses(page);
  await page.getByRole('button', { name: 'Add class' }).click();
  await page.getByLabel('Name', { exact: true }).fill('sampled');
  await page.getByRole('button', { name: 'Pick from a mask…' }).click();
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowRight');
  const take = page.getByRole('button', { name: /^Take #[0-9a-f]{6}$/ });
  await take.waitFor();
  const hex = (await take.textContent())?.replace('Take ', '') ?? '';
  await take.click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Hex' }).inputValue()).toBe(hex);
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('sampled');
});

appTest(
  'of 151 classes in the review only the lines in view are there, and keys reach the others',
  async ({ page }) => {
    await reviewSample(page);
    await step(page, 'Classes').click();
    await page.getByRole('button', { name: 'Preset' }).click();
    await page.getByRole('menuitem', { name: /ADE20K/ }).click();
    await page.getByRole('textbox', { name: 'Name of building', exact: true }).waitFor();
    await step(page, 'Review').click();
    const list = page.getByRole('list', { name: 'Classes' });
    const last = list.locator('[aria-posinset="151"][aria-setsize="151"]');
    await list.locator('[aria-posinset="1"]').waitFor();
    expect(await list.getByRole('listitem').count()).toBeLessThan(50);
    expect(await last.count()).toBe(0);

    const held = list.locator('[aria-posinset="2"] [aria-pressed]').last();
    await held.focus();
    await list.locator('..').evaluate((room) => {
      room.scrollTo({ top: room.scrollHeight });
    });
    await last.waitFor();
    // Where somebody is at work with keys, a line stays: the next key goes on from there.
    expect(await held.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Tab');
    expect(await list.locator('[aria-posinset="3"]').evaluate((line) => line.contains(document.activeElement))).toBe(
      true,
    );
    await page.getByRole('textbox', { name: 'Find a class' }).fill('flag');
    await expect.poll(() => list.getByRole('listitem').count()).toBe(1);
  },
);
