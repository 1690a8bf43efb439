import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { appTest } from './app-test.ts';
import { goTo, maskView, reviewSample, step } from './steps.ts';

const truthOfVillage = fileURLToPath(new URL('../../assets/sample/truth/village.png', import.meta.url));

const current = async (page: Page): Promise<string> =>
  (await page.locator('[role=option][aria-current=true]').textContent()) ?? '';
const progress = (page: Page, said: string) => page.getByText(said, { exact: false });
const zoomOf = async (page: Page): Promise<string> =>
  (await page.getByLabel('Zoom', { exact: true }).textContent()) ?? '';
const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true });

appTest('a person reviews the sample project by keyboard alone', async ({ page }) => {
  await reviewSample(page);
  await page.keyboard.press('Alt+3');

  // Uncertain places: the view flies from one to the next.
  await page.getByRole('tab', { name: 'Certainty' }).focus();
  await page.keyboard.press('Enter');
  const places = page.getByRole('list', { name: /^Uncertain places: [1-9]/ });
  await places.waitFor();
  const fitted = await zoomOf(page);
  await page.keyboard.press('d');
  await expect.poll(() => zoomOf(page)).not.toBe(fitted);
  const first = await places.locator('[aria-current=true]').textContent();
  await page.keyboard.press('d');
  await expect.poll(() => places.locator('[aria-current=true]').textContent()).not.toBe(first);
  await page.keyboard.press('Shift+D');
  await expect.poll(() => places.locator('[aria-current=true]').textContent()).toBe(first);

  // Decisions, each on one key, and on to the next mask.
  const before = await current(page);
  await page.keyboard.press('a');
  await progress(page, '1 of 6 decided').waitFor();
  await expect.poll(() => current(page)).not.toBe(before);
  await page.keyboard.press('f');
  const note = page.getByRole('dialog', { name: 'Flag this mask' }).getByLabel('Note');
  await page.locator(':focus').and(note).waitFor();
  await page.keyboard.type('the fence is missing');
  await page.keyboard.press('Enter');
  await progress(page, '2 of 6 decided').waitFor();
  await page.getByRole('img', { name: 'the fence is missing' }).waitFor();
  await page.keyboard.press('r');
  await progress(page, '3 of 6 decided').waitFor();
  await page.keyboard.press('s');
  await progress(page, '4 of 6 decided').waitFor();
  await page.keyboard.press('Control+z');
  await progress(page, '3 of 6 decided').waitFor();

  // What is certified is accepted at once, and one undo takes it back.
  await page.keyboard.press('Shift+A');
  const dialog = page.getByRole('dialog', { name: 'Accept all certified masks' });
  await dialog.getByRole('button', { name: 'Accept 2 masks' }).waitFor();
  await expect.poll(() => dialog.locator(':focus').textContent()).toBe('Accept 2 masks');
  await page.keyboard.press('Enter');
  await progress(page, '5 of 6 decided').waitFor();
  await page.keyboard.press('Control+z');
  await progress(page, '3 of 6 decided').waitFor();
});

appTest(
  'what is painted is what is exported, and an undo after a crash takes it back',
  async (app) => {
    const { page, folder } = app;
    await reviewSample(page);
    await goTo(page, 'village.png');
    await page.keyboard.press('b');
    await page.keyboard.press('9');
    await page.getByRole('button', { name: /^Paint with/, pressed: true }).waitFor();
    await maskView(page).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const acts = page.getByRole('group').filter({ hasText: /^Painted by hand: \d+ px in 1 act/ });
    await acts.getByText(/^Painted by hand/).click();
    await acts
      .getByRole('listitem')
      .filter({ hasText: /^Paint / })
      .waitFor();
    await saved(page).waitFor();
    // Of what somebody painted, the repair was not certain.
    const box = await maskView(page).boundingBox();
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    await page.locator('[aria-live=off]').getByText('painted by hand', { exact: true }).waitFor();
    // And nothing of it is called certified any more.
    await page.getByRole('option', { name: 'village.png' }).getByText('painted by hand').waitFor();
    const painted = await exportVillage(page, join(folder, 'painted'));
    expect(painted.middle).not.toBe(middleOf(truthOfVillage));

    await app.crash(await projectOf(page));
    await page.goto(app.server().url);
    await step(page, 'Review').click();
    await goTo(page, 'village.png');
    await page.getByText(/^Painted by hand/).waitFor();
    await page.locator('body').press('Control+z');
    await page.getByText(/^Painted by hand/).waitFor({ state: 'detached' });
    expect(await exportVillage(page, join(folder, 'undone'))).toEqual({
      middle: middleOf(truthOfVillage),
      differing: 0,
    });
  },
  { mayLoseServer: true },
);

/** The project's path, which its name in the title bar tells. */
async function projectOf(page: Page): Promise<string> {
  return (await page.getByRole('heading', { level: 1 }).getAttribute('title')) ?? '';
}

interface Exported {
  /** The colour of the pixel in the middle. */
  readonly middle: string;
  /** Pixels that differ from the sample's truth. */
  readonly differing: number;
}

async function exportVillage(page: Page, folder: string): Promise<Exported> {
  await step(page, 'Export').click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await page.getByRole('button', { name: 'Export 6 masks' }).click();
  await page.getByText('6 masks written, read back, and found equal').waitFor();
  const path = join(folder, 'masks', 'village.png');
  const truth = coloursOf(truthOfVillage).colours;
  return {
    middle: middleOf(path),
    differing: coloursOf(path).colours.filter((colour, at) => colour !== truth[at]).length,
  };
}

function middleOf(path: string): string {
  const { width, height, colours } = coloursOf(path);
  return colours[Math.floor(height / 2) * width + Math.floor(width / 2)] ?? '';
}

function coloursOf(path: string) {
  const { width, height, samples, colourTable } = readPng(readFileSync(path), defaultReadLimits).raster;
  if (colourTable === undefined) throw new Error(`${path} has no colours`);
  const colours = Array.from(samples, (index) => colourTable.subarray(3 * index, 3 * index + 3).join());
  return { width, height, colours };
}
