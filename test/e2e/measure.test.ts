import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { findViolationsInBothSchemes } from './find-violations.ts';
import { findClasses, openSample, startRepair, step, waitForStatus } from './steps.ts';

const truth = fileURLToPath(new URL('../../assets/sample/truth', import.meta.url));
const masks = fileURLToPath(new URL('../../assets/sample/masks', import.meta.url));

/** Writes a folder into the interface's own picker and takes it. */
async function pick(page: Page, dialog: string, path: string): Promise<void> {
  const picker = page.getByRole('dialog', { name: dialog });
  const written = picker.getByLabel('Folder', { exact: true });
  await written.fill(path);
  await written.press('Enter');
  await picker.getByRole('button', { name: 'Choose this folder' }).click();
  await picker.waitFor({ state: 'detached' });
}

/** Saves what the menu of the dialog calls so, into a file of the folder. */
async function save(page: Page, what: string, { folder, name }: Record<'folder' | 'name', string>): Promise<string> {
  await page.getByRole('dialog', { name: 'Measure' }).getByRole('button', { name: 'Save…' }).click();
  await page.getByRole('menuitem', { name: what }).click();
  const picker = page.getByRole('dialog', { name: 'Save as' });
  await picker.getByLabel('Folder', { exact: true }).fill(folder);
  await picker.getByLabel('Folder', { exact: true }).press('Enter');
  await picker.getByLabel('File name', { exact: true }).fill(name);
  await picker.getByRole('button', { name: 'Save here' }).click();
  await page.getByText('Measures saved').waitFor();
  return readFileSync(join(folder, name), 'utf8');
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
  await pick(page, 'Masks to compare with', truth);
  await dialog.getByText('Masks without a difference').waitFor();
  expect(Number(await dialog.locator('dd').first().textContent())).toBeGreaterThan(0.99);
  await look('comparison');

  const scores = await save(page, 'Scores of masks and classes (CSV)', { folder, name: 'scores.csv' });
  expect(scores).toContain('boundary_iou_2px');

  // Where nothing could be compared, the reasons are told, and no scores of nothing.
  const unread = join(folder, 'unread');
  cpSync(join(masks, 'cells.jpg'), join(unread, 'cells.jpg'));
  await dialog.getByRole('button', { name: 'Another folder…' }).click();
  await pick(page, 'Masks to compare with', unread);
  await dialog.getByText('No mask could be compared').waitFor();
  await dialog.getByRole('listitem').filter({ hasText: 'cells' }).first().waitFor();
  expect(await dialog.getByText('Mean IoU').count()).toBe(0);

  await dialog.getByRole('tab', { name: 'Tiny objects' }).click();
  await dialog.getByRole('button', { name: 'Open field.jpg' }).first().click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('option', { name: /field/, selected: true }).waitFor();
  expect(found).toEqual([]);
});

appTest('two folders are compared that the project knows nothing of', async ({ page, folder }) => {
  const ours = join(folder, 'ours');
  cpSync(truth, ours, { recursive: true });
  rmSync(join(ours, 'field.png'));
  cpSync(join(ours, 'cells.png'), join(ours, 'extra.png'));
  await openSample(page);
  await page.keyboard.press('Alt+M');
  const dialog = page.getByRole('dialog', { name: 'Measure' });
  await dialog.getByText('No mask is repaired yet').waitFor();
  await dialog.getByRole('tab', { name: 'Compare' }).click();
  const compared = dialog.getByRole('group', { name: 'Masks', exact: true });
  const reference = dialog.getByRole('group', { name: 'Reference' });
  await compared.getByRole('button', { name: 'Take a folder…' }).click();
  await pick(page, 'Masks to be compared', ours);
  await compared.getByText(ours).waitFor();
  await reference.getByRole('button', { name: 'Compare with a folder…' }).click();
  await pick(page, 'Masks to compare with', truth);
  await reference.getByText(truth).waitFor();
  await dialog.getByText('Only among the masks: 1').waitFor();
  await dialog.getByText('Only in the reference: 1').waitFor();
  await dialog.getByText('5 / 5', { exact: true }).waitFor();
  const found = await findViolationsInBothSchemes(page, 'two folders');
  const scores = await save(page, 'Scores and confusions (JSON)', { folder, name: 'scores.json' });
  expect(JSON.parse(scores)).toMatchObject({ scores: { masks: 5, identicalMasks: 5, differingPixels: 0 } });
  await compared.getByRole('button', { name: 'Take this project' }).click();
  await dialog.getByText('no mask of the project is repaired').waitFor();
  await reference.getByRole('button', { name: 'Forget' }).click();
  await dialog.getByText('Compare masks with others').waitFor();
  expect(found).toEqual([]);
});
