import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { findClasses, goTo, maskView, openSample, reviewSample, startRepair, step, waitForStatus } from './steps.ts';

appTest(
  'where classes are from, and why a command is not possible, is said in words where it stands',
  async ({ page }) => {
    await openSample(page);
    await findClasses(page);
    await page.getByText('found from the masks').waitFor();
    await page.getByRole('button', { name: 'Repair…' }).first().click();
    await page.getByText('By 13 classes, found from the masks.').waitFor();
    await page.keyboard.press('Escape');
    await startRepair(page);
    await waitForStatus(page, '6 repaired');
    await step(page, 'Review').click();

    const second = page.getByRole('menuitem', { name: /^The second most likely labels/ });
    const reason = 'The repair kept none of this mask: it keeps them of pixels in doubt, in masks that it searched.';
    await goTo(page, 'village.png');
    await page.getByText('Clean: every pixel is exactly a class').waitFor();
    await page.getByRole('button', { name: 'Operations' }).click();
    await second.waitFor();
    expect(await second.isDisabled()).toBe(true);
    await second.getByText(reason).waitFor();
    await page.keyboard.press('Escape');
    // The keys of the command say the same.
    await maskView(page).focus();
    await page.keyboard.press('Shift+T');
    await page.getByRole('status').getByText(reason).waitFor();

    await goTo(page, 'site.jpg');
    await page.getByText('Single JPEG of a clean mask').waitFor();
    await page.getByRole('button', { name: 'Operations' }).click();
    await second.waitFor();
    expect(await second.isDisabled()).toBe(false);
    expect(await second.getByText(reason).count()).toBe(0);
  },
);

appTest('what is said of a job while it runs is not said any more when it has ended', async ({ page }) => {
  await reviewSample(page);
  await page.keyboard.press('Shift+I');
  await page.getByRole('button', { name: 'All masks…' }).click();
  await page.getByRole('button', { name: 'Change 6 masks' }).click();
  await page.getByText('Remove islands below 16 pixels: 6 masks changed').waitFor();
  // By itself a message goes after six seconds.
  await page.getByText('The masks are being changed').waitFor({ state: 'detached', timeout: 3000 });
});
