import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { openSample } from './steps.ts';

appTest('what is written in the settings is kept when Escape closes them', async ({ page }) => {
  await openSample(page);
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const name = settings.getByLabel(/^Your name/);
  const open = () => page.getByRole('button', { name: /^Settings/ }).click();
  await open();
  await name.fill('Ada');
  await page.keyboard.press('Escape');
  await settings.waitFor({ state: 'detached' });
  await open();
  expect(await name.inputValue()).toBe('Ada');
  await settings.getByLabel(/^Worker threads/).fill('1');
  await page.keyboard.press('Escape');
  await settings.waitFor({ state: 'detached' });
  await open();
  expect(await settings.getByLabel(/^Worker threads/).inputValue()).toBe('1');
});
