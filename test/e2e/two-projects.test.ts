import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { writeSmallMasks } from './generated-masks.ts';
import { reviewSample, step, waitForRows } from './steps.ts';

/** Writes a folder into the interface's own picker, and goes on. */
async function pickFolder(page: Page, path: string): Promise<void> {
  const picker = page.getByRole('dialog', { name: 'Pick the folder with the masks' });
  const written = picker.getByLabel('Folder', { exact: true });
  await written.fill(path);
  await written.press('Enter');
  await picker.getByRole('button', { name: 'Choose this folder' }).click();
}

appTest('of the project that was left nothing is asked or shown in the next one', async ({ page, folder }) => {
  await reviewSample(page);
  await page.getByRole('application').last().waitFor();
  mkdirSync(join(folder, 'next'));
  const masks = writeSmallMasks(join(folder, 'next'), 3);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('New project');
  await page.getByRole('dialog').getByText('New project…').click();
  await pickFolder(page, masks);
  const save = page.getByRole('dialog', { name: 'Where shall the project be kept?' });
  await save.getByRole('button', { name: 'Save here' }).click();
  await page.getByRole('heading', { level: 1, name: 'masks' }).waitFor();
  // Those that were asked for before it was left may still come.
  const asked = new Set<Request>();
  const unread: string[] = [];
  page.on('request', (request) => asked.add(request));
  page.on('response', (response) => {
    if (response.status() !== 200 && asked.has(response.request())) unread.push(response.url());
  });
  await waitForRows(page, 3);
  await page.getByRole('grid').getByText('read', { exact: true }).nth(2).waitFor();
  await step(page, 'Review').click();
  await page.getByText('No mask has been repaired yet').waitFor();
  expect(unread).toEqual([]);
  expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
});
