import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { findViolationsInBothSchemes } from './find-violations.ts';
import { findClasses, openSample, startRepair, step, waitForStatus } from './steps.ts';

const truth = fileURLToPath(new URL('../../assets/sample/truth', import.meta.url));

/** Writes a path into the interface's own picker and takes it. */
async function pick(page: Page, dialog: string, { field, path, button }: Record<'field' | 'path' | 'button', string>) {
  const picker = page.getByRole('dialog', { name: dialog });
  const written = picker.getByLabel(field, { exact: true });
  await written.fill(path);
  await written.press('Enter');
  await picker.getByRole('button', { name: button }).click();
  await picker.waitFor({ state: 'detached' });
}

appTest('masks are measured, compared with a folder, and the tables saved', async ({ page, folder }) => {
  const found: string[] = [];
  const look = async (screen: string): Promise<void> => {
    found.push(...(await findViolationsInBothSchemes(page, screen)));
  };
  await openSample(page);
  await findClasses(page);
  await startRepair(page);
  await waitForStatus(page, '6 repaired');
  await step(page, 'Review').click();
  await page.getByRole('button', { name: 'Measure masks…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Measure' });
  await dialog.getByText('6 masks, 1,081,629 px').waitFor();
  await expect.poll(() => dialog.getByRole('figure').count()).toBe(5);
  await look('classes');

  await dialog.getByRole('tab', { name: 'Occur together' }).click();
  await dialog.getByRole('table').waitFor();
  await look('pairs');

  await dialog.getByRole('tab', { name: 'Compare' }).click();
  await dialog.getByRole('button', { name: 'Compare with a folder…' }).click();
  await pick(page, 'Masks to compare with', { field: 'Folder', path: truth, button: 'Choose this folder' });
  await dialog.getByText('Masks without a difference').waitFor();
  expect(Number(await dialog.locator('dd').first().textContent())).toBeGreaterThan(0.99);
  await look('comparison');

  await dialog.getByRole('button', { name: 'Save…' }).click();
  await page.getByRole('menuitem', { name: 'Scores of masks and classes (CSV)' }).click();
  const path = join(folder, 'scores.csv');
  const save = page.getByRole('dialog', { name: 'Save as' });
  await save.getByLabel('Folder', { exact: true }).fill(folder);
  await save.getByLabel('Folder', { exact: true }).press('Enter');
  await save.getByLabel('File name', { exact: true }).fill('scores.csv');
  await save.getByRole('button', { name: 'Save here' }).click();
  await page.getByText('Measures saved').waitFor();
  expect(readFileSync(path, 'utf8')).toContain('boundary_iou_2px');

  await dialog.getByRole('tab', { name: 'Tiny objects' }).click();
  await dialog.getByRole('button', { name: 'Open field.jpg' }).first().click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('option', { name: /field/, selected: true }).waitFor();
  expect(found).toEqual([]);
});
