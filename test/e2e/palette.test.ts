import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { reviewSample, step } from './steps.ts';

appTest('an operation that is opened by the command palette is gone on with by keys', async ({ page }) => {
  await reviewSample(page);
  const hasFocus = (label: string) =>
    page
      .getByRole('form')
      .locator('select, input, button', { hasText: label })
      .or(page.getByLabel(label, { exact: true }))
      .first()
      .evaluate((field) => field === document.activeElement);
  for (const from of ['body', '[role=listbox]', '[role=application]']) {
    for (const [typed, label] of [
      ['Smooth boundaries', 'Radius'],
      ['Replace a class', 'From'],
      ['Replace a class', 'From'],
      ['Nearest colours of the original', 'Apply'],
    ] as const) {
      await page.locator(from).last().focus();
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder('What do you want to do?').fill(typed);
      await page.keyboard.press('Enter');
      await page.getByRole('form', { name: typed }).waitFor();
      await expect.poll(() => hasFocus(label), { message: `${typed} from ${from}` }).toBe(true);
      // Not for a moment only: a dialog that closes gives the focus back a little later.
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await hasFocus(label), `${typed} from ${from}, afterwards`).toBe(true);
    }
  }
});

appTest('the command palette begins with the commands of the step on screen', async ({ page }) => {
  await reviewSample(page);
  const palette = page.getByRole('dialog').filter({ has: page.getByPlaceholder('What do you want to do?') });
  const first = async (): Promise<string> => {
    await page.keyboard.press('Control+k');
    await palette.getByRole('textbox').waitFor();
    const command = await palette.getByRole('button').first().textContent();
    await page.keyboard.press('Escape');
    await palette.waitFor({ state: 'detached' });
    return command ?? '';
  };
  expect(await first()).toMatch(/^Accept/);
  await step(page, 'Classes').click();
  expect(await first()).toMatch(/^Find classes from the masks/);
  await step(page, 'Files').click();
  expect(await first()).toMatch(/^New project/);
});
