import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { mountSmallDisk, type SmallDisk } from '../small-disk.ts';
import { appTest } from './app-test.ts';
import { goTo, maskView, reviewSample, step } from './steps.ts';

const WAITING = 'Not saved, the disk is full: kept in this page';
/** The colour of the class that the key 9 takes. */
const PAINT = [0, 200, 128];

let disk: SmallDisk | undefined;

/** The program's own folder, with the sample project, on a disk of its own. */
function onSmallDisk(folder: string): undefined {
  disk = mountSmallDisk(join(folder, 'home'), 40);
  onTestFinished(() => disk?.unmount());
}

/** Each number has a place of its own, on from the middle, where the pointer of the keys begins after Escape. */
async function paintDot(page: Page, number: number): Promise<void> {
  await maskView(page).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('b');
  for (let steps = 0; steps <= number; steps++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
}

/** Pixels of the screen that show the class that is painted with. */
async function shownPixels(page: Page): Promise<number> {
  // The pointer of the keys lies over some of them.
  await maskView(page).focus();
  await page.keyboard.press('Escape');
  const { samples, channels } = readPng(await maskView(page).screenshot(), defaultReadLimits).raster;
  const step = channels === 'rgba' ? 4 : 3;
  let count = 0;
  for (let at = 0; at < samples.length; at += step) {
    if (PAINT.every((level, channel) => samples[at + channel] === level)) count++;
  }
  return count;
}

async function pressInView(page: Page, keys: string): Promise<void> {
  await maskView(page).focus();
  await page.keyboard.press(keys);
}

/** Acts that the browser keeps until they are saved. */
function keptActs(page: Page): Promise<number> {
  return page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('maskmend.act.')).length);
}

const painted = (page: Page, acts: number) => page.getByText(new RegExp(`^Painted by hand: [\\d,]+ px in ${acts} act`));
const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true });
const alert = (page: Page) => page.getByRole('alert').filter({ hasText: 'Not saved yet: the disk is full' });

appTest(
  'what is painted on a full disk stays in the page, can be undone there, and is saved when there is room',
  async ({ page }) => {
    if (disk === undefined) {
      console.log('skipped: no small disk may be mounted here, painting on a full one is not tested');
      return;
    }
    await reviewSample(page);
    await goTo(page, 'village.png');
    await page.keyboard.press('b');
    await page.keyboard.press('9');
    await page.getByRole('button', { name: /^Paint with/, pressed: true }).waitFor();

    disk.fill();
    const waiting = page.getByRole('status').getByText(WAITING);
    let acts = 0;
    // What the project has written before leaves some room in its log.
    do {
      await paintDot(page, acts);
      acts++;
      await Promise.race([saved(page).waitFor(), waiting.waitFor()]);
    } while (!(await waiting.isVisible()));
    await alert(page).waitFor();

    // Painting goes on, and what is not saved can be undone and done again, without the services.
    const dot = (await shownPixels(page)) / acts;
    // Scaled, dots differ by a few pixels.
    const shownDots = async (): Promise<number> => Math.round((await shownPixels(page)) / dot);
    for (const more of [0, 1]) {
      await paintDot(page, acts + more);
      await expect.poll(shownDots).toBe(acts + more + 1);
    }
    expect(await keptActs(page)).toBe(3);
    await pressInView(page, 'ControlOrMeta+z');
    await expect.poll(shownDots).toBe(acts + 1);
    await pressInView(page, 'ControlOrMeta+z');
    await expect.poll(shownDots).toBe(acts);
    expect(await keptActs(page)).toBe(1);
    await pressInView(page, 'ControlOrMeta+Shift+z');
    await expect.poll(shownDots).toBe(acts + 1);

    // It is there when the mask is shown again, and an undo from another mask leads back to it.
    await goTo(page, 'field.jpg');
    await goTo(page, 'village.png');
    await expect.poll(shownDots).toBe(acts + 1);
    await goTo(page, 'field.jpg');
    await pressInView(page, 'ControlOrMeta+z');
    await page.getByRole('application', { name: /^village/ }).waitFor();
    await expect.poll(shownDots).toBe(acts);

    await alert(page).getByRole('button', { name: 'Try again' }).click();
    await alert(page).waitFor();
    const asked = page.waitForEvent('dialog');
    const closing = page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await closing;

    disk.free();
    await saved(page).waitFor();
    await painted(page, acts).waitFor();
    expect(await alert(page).count()).toBe(0);

    // From now on undo is the project's again.
    await pressInView(page, 'ControlOrMeta+z');
    await painted(page, acts).waitFor({ state: 'detached' });
  },
  { prepare: onSmallDisk },
);

const decisionBar = (page: Page) => page.getByRole('group', { name: 'Decide', exact: true });
const isDecided = (page: Page, name: string) => decisionBar(page).getByRole('button', { name, pressed: true });

appTest(
  'what is decided on a full disk is kept as what is painted is, also where the tab is closed before there is room',
  async ({ page, openTab }) => {
    if (disk === undefined) {
      console.log('skipped: no small disk may be mounted here, deciding on a full one is not tested');
      return;
    }
    await reviewSample(page);
    await goTo(page, 'village.png');
    disk.fill();
    const waiting = page.getByRole('status').getByText(WAITING);
    // What the project has written before leaves some room in its log.
    for (let round = 0; !(await waiting.isVisible()); round++) {
      await pressInView(page, round % 2 === 0 ? 'S' : 'U');
      await Promise.race([saved(page).waitFor(), waiting.waitFor()]);
      await goTo(page, 'village.png');
    }
    await alert(page).waitFor();
    expect(await keptActs(page)).toBe(1);

    await pressInView(page, 'R');
    await expect.poll(() => keptActs(page)).toBe(2);
    await goTo(page, 'field.jpg');
    await pressInView(page, 'F');
    const dialog = page.getByRole('dialog', { name: 'Flag' });
    await dialog.getByLabel('Note').fill('the fence is wrong');
    await dialog.getByRole('button', { name: 'Flag', exact: true }).click();
    await expect.poll(() => keptActs(page)).toBe(3);

    // What was said last is taken back without the services, and said again.
    await pressInView(page, 'ControlOrMeta+z');
    await expect.poll(() => keptActs(page)).toBe(2);
    await page.getByRole('heading', { name: 'field.jpg', exact: true }).waitFor();
    await pressInView(page, 'ControlOrMeta+Shift+z');
    await expect.poll(() => keptActs(page)).toBe(3);

    // The person is asked, and goes all the same.
    const asked = page.waitForEvent('dialog');
    const closing = page.close({ runBeforeUnload: true });
    await (await asked).accept();
    await closing;
    disk.free();
    const again = await openTab();
    await again.getByText('3 changes that had not been saved are saved now').waitFor();
    await step(again, 'Review').click();
    await goTo(again, 'village.png');
    await isDecided(again, 'Reject').waitFor();
    await goTo(again, 'field.jpg');
    await isDecided(again, 'Flag').waitFor();
    expect(await again.getByLabel('Note', { exact: true }).inputValue()).toBe('the fence is wrong');
    expect(await keptActs(again)).toBe(0);
  },
  { prepare: onSmallDisk },
);
