import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { maskView, openSample, reviewSample, rowOf } from './steps.ts';

const schemeOf = (page: Page): Promise<string | null> => page.locator('html').getAttribute('data-mantine-color-scheme');

appTest('appearance, layout and panel sizes are found again after a reload', async ({ page }) => {
  await openSample(page);
  await page.keyboard.press('Control+,');
  await page.getByRole('dialog', { name: 'Settings' }).getByText('Dark').click();
  await expect.poll(() => schemeOf(page)).toBe('dark');
  await page.keyboard.press('Escape');
  await page.getByText('As thumbnails').click({ force: true });
  const border = page.getByRole('separator', { name: 'Width of the filter' });
  await border.focus();
  const before = await border.getAttribute('aria-valuenow');
  const saved = page.waitForResponse(
    (response) =>
      response.url().endsWith('settings.setWindowState') && (response.request().postData() ?? '').includes('panel.'),
  );
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => border.getAttribute('aria-valuenow')).not.toBe(before);
  await saved;
  const after = await border.getAttribute('aria-valuenow');

  await page.reload();
  await page.getByRole('grid').waitFor();
  await expect.poll(() => schemeOf(page)).toBe('dark');
  await expect.poll(() => page.getByRole('radio', { name: 'As thumbnails' }).isChecked()).toBe(true);
  // In per cent, of a width that is kept in whole pixels.
  await expect.poll(async () => Number(await border.getAttribute('aria-valuenow'))).toBeCloseTo(Number(after), 0);
});

appTest('a filter narrows the list, says how many files each value has, and is cleared at once', async ({ page }) => {
  await openSample(page);
  await page.getByRole('checkbox', { name: /^clean/ }).check();
  await page.getByRole('grid', { name: '1 file' }).waitFor();
  await rowOf(page, 'village.png').waitFor();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await page.getByRole('grid', { name: '6 files' }).waitFor();
  await page.getByRole('columnheader', { name: 'Colours' }).getByRole('button').click();
  await expect.poll(() => page.getByRole('row').nth(1).textContent()).toContain('village.png');
  await page.getByRole('searchbox').fill('harb');
  await page.getByRole('grid', { name: '1 file' }).waitFor();
});

appTest('in a narrow window the picture has more room than the panels beside it', async ({ page }) => {
  await reviewSample(page);
  await page.setViewportSize({ width: 800, height: 700 });
  const widthOf = async (): Promise<number> => (await maskView(page).boundingBox())?.width ?? 0;
  await expect.poll(widthOf).toBeGreaterThan(340);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(widthOf).toBeGreaterThan(800);
});
