import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { goTo, maskView, openSample, reviewSample } from './steps.ts';

const painted = (page: Page, acts: number) => page.getByText(new RegExp(`^Painted by hand: [\\d,]+ px in ${acts} act`));

appTest('the keys that work on a picture are told where all keys are, and do what is said', async ({ page }) => {
  await reviewSample(page);
  await goTo(page, 'village.png');
  await page.locator('body').press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.getByRole('heading', { name: 'On the picture of a mask' }).waitFor();
  const told = async (keys: string, title: string): Promise<void> => {
    const line = dialog.locator('dl > div').filter({ has: page.getByText(title, { exact: true }) });
    expect(await line.locator('kbd').allTextContents()).toEqual(keys.split(' '));
  };
  await told('Space Drag', 'Move the picture, whatever the tool (the middle button, too)');
  await told('Shift Enter', 'Go on from the last press: a line, a shape');
  await told('Alt Click', 'With the brush: take up the class there');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  // After a click on a tool: moved, not painted.
  await page.getByRole('button', { name: 'Brush', exact: true }).click();
  await page.keyboard.press('9');
  const view = await maskView(page).boundingBox();
  if (view === null) throw new Error('there is no view');
  const [x, y] = [view.x + view.width / 2, view.y + view.height / 2];
  const pixel = page.locator('[aria-live=off]');
  await page.mouse.move(x, y);
  await pixel.getByText(/^x \d+, y \d+/).waitFor();
  const before = await pixel.textContent();
  await page.keyboard.down('Space');
  await page.mouse.down();
  await page.mouse.move(x + 120, y + 40, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Space');
  // The same pixel went with the pointer.
  await expect.poll(() => pixel.textContent()).toBe(before);
  expect(await page.getByText(/^Painted by hand/).count()).toBe(0);

  await maskView(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await painted(page, 1).waitFor();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+Enter');
  await painted(page, 2).waitFor();
});

appTest('before there are classes, keys that take one are told by its place', async ({ page }) => {
  await openSample(page);
  await page.locator('body').press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await dialog.getByText('Paint with class 10 of the list', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Statistics' }).click();
  await page.getByText('480 × 352', { exact: true }).waitFor();
});
