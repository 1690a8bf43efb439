import { expect } from 'vitest';
import { appTest } from './app-test.ts';

appTest(
  'a limit of the settings is kept, within what may be set, and is the usual one when it is emptied',
  async ({ page }) => {
    const pixels = page.getByLabel('Pixels of a picture');
    const openLimits = async (): Promise<void> => {
      await page.getByRole('button', { name: /^Settings/ }).click();
      await page.getByText('Limits on what is read').click();
    };
    await openLimits();
    // What no reader goes by becomes what is nearest.
    await pixels.fill('99000000000');
    await pixels.blur();
    await expect.poll(() => pixels.inputValue()).toBe('2,000,000,000');
    await pixels.fill('1000');
    await pixels.blur();
    await page.reload();
    await openLimits();
    await expect.poll(() => pixels.inputValue()).toBe('1,000');
    await pixels.fill('');
    await pixels.blur();
    await page.reload();
    await openLimits();
    await expect.poll(() => pixels.inputValue()).toBe('');
    await page.getByText('Usually 500,000,000; at most 2,000,000,000').waitFor();
  },
);
