import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { findClasses, openSample, startRepair, step, waitForStatus } from './steps.ts';

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
  expect(await renamed.inputValue()).toBe('roof');
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
