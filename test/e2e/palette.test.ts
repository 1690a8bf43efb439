import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { reviewSample, step } from './steps.ts';

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
