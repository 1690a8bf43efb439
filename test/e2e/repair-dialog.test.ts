import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { findClasses, goTo, openSample, reviewSample, rowOf, step } from './steps.ts';

/** What the dialog of a repair offers first. */
async function offeredFirst(page: Page): Promise<string> {
  await page.keyboard.press('ControlOrMeta+Enter');
  const dialog = page.getByRole('dialog', { name: 'Repair masks' });
  const offered = await dialog.getByRole('combobox', { name: 'Which masks' }).inputValue();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  return offered;
}

appTest(
  'a repair is offered of what needs it, and first of what was picked where several masks were',
  async ({ page }) => {
    await openSample(page);
    await findClasses(page);
    await step(page, 'Files').click();
    expect(await offeredFirst(page)).toBe('All that need it (6)');
    // Looking at one mask is not picking it.
    await rowOf(page, 'village.png').click();
    expect(await offeredFirst(page)).toBe('All that need it (6)');
    await rowOf(page, 'field.jpg').click({ modifiers: ['ControlOrMeta'] });
    expect(await offeredFirst(page)).toBe('The selected ones (2)');
  },
);

appTest('where nothing needs repair it is offered of what is picked, or on screen', async ({ page }) => {
  await reviewSample(page);
  await goTo(page, 'village.png');
  expect(await offeredFirst(page)).toBe('The selected ones (1)');
  await step(page, 'Files').click();
  expect(await offeredFirst(page)).toBe('All that need it (0)');
  await rowOf(page, 'village.png').click();
  expect(await offeredFirst(page)).toBe('The selected ones (1)');
});
