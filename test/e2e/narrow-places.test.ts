import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { writeNamedMasks } from './generated-masks.ts';
import {
  addFolder,
  findClasses,
  goTo,
  maskView,
  reviewSample,
  startRepair,
  step,
  waitForRead,
  waitForStatus,
} from './steps.ts';

const frame = (number: number) =>
  `autumn-in-the-northern-forest_${String(number).padStart(6, '0')}_leftImg8bit_labels.png`;
const names = [1, 2, 3].map((number) => frame(number));

/** What of a name a person sees where it is cut: the text of its parts that lies in view. */
function shownPart(row: Locator, name: string): Promise<string> {
  return row.evaluate((element, whole) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let seen = '';
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const box = node.parentElement?.getBoundingClientRect();
      const part = node.nodeValue ?? '';
      if (box === undefined || box.width < 2 || !whole.includes(part)) continue;
      for (let at = 0; at < part.length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const letter = range.getBoundingClientRect();
        if (letter.right <= box.right + 0.5 && letter.left >= box.left - 0.5) seen += part[at] ?? '';
      }
    }
    return seen;
  }, name);
}

async function expectToldApart(rows: (name: string) => Locator): Promise<void> {
  for (const [place, name] of names.entries()) {
    await rows(name).waitFor();
    await expect.poll(() => shownPart(rows(name), name)).toContain(`00000${place + 1}`);
  }
}

const thumbnail = (page: Page) => page.getByRole('option').first().locator('img').first();

appTest('names that begin alike are told apart in table, grid and queue; tiny masks show whole pixels', async (app) => {
  const { page, folder } = app;
  await page.getByRole('button', { name: /Open the sample project/ }).click();
  await addFolder(page, writeNamedMasks(folder, names));
  await waitForRead(page, 9);
  await expectToldApart((name) => page.getByRole('row').filter({ hasText: name }));
  await page.getByText('As thumbnails').click({ force: true });
  await expectToldApart((name) => page.getByRole('gridcell').filter({ hasText: name }));
  await findClasses(page);
  await startRepair(page);
  await waitForStatus(page, '9 repaired');
  await step(page, 'Review').click();
  await page.getByRole('textbox', { name: 'Find a mask' }).fill('autumn');
  await page.getByRole('status').getByText('3 of 9 masks', { exact: true }).waitFor();
  await expectToldApart((name) => page.getByRole('option', { name }));
  const rendering = () => thumbnail(page).evaluate((picture) => getComputedStyle(picture).imageRendering);
  await expect.poll(rendering).toBe('pixelated');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await page.getByText('3 of 9 masks', { exact: true }).waitFor({ state: 'detached' });
  await page.getByRole('option', { name: 'street.jpg' }).waitFor();
  await expect.poll(() => thumbnail(page).evaluate((picture) => getComputedStyle(picture).imageRendering)).toBe('auto');
});

appTest(
  'what is told of a mask stays open when the window gets narrow, and the sides of a wipe are named',
  async (app) => {
    const { page } = app;
    await reviewSample(page);
    await goTo(page, 'cells.jpg');
    await page.getByRole('tab', { name: 'Certainty' }).click();
    await page.setViewportSize({ width: 800, height: 900 });
    await page.getByRole('combobox', { name: 'What is shown' }).waitFor();
    await page.getByRole('tab', { name: 'Certainty', selected: true }).waitFor();

    await page.getByRole('combobox', { name: 'What is shown' }).selectOption('Wipe');
    const view = page.locator('[role=application]').last().locator('..');
    const [original, repaired] = [
      view.getByText('Original', { exact: true }),
      view.getByText('Repaired', { exact: true }),
    ];
    await original.waitFor();
    const [left, right] = [await original.boundingBox(), await repaired.boundingBox()];
    expect((left?.x ?? Infinity) + (left?.width ?? 0)).toBeLessThan(right?.x ?? 0);

    // In turns.
    await page.getByRole('combobox', { name: 'What is shown' }).selectOption('Blink');
    await expect.poll(async () => [await original.count(), await repaired.count()], { interval: 50 }).toEqual([1, 0]);
    await expect.poll(async () => [await original.count(), await repaired.count()], { interval: 50 }).toEqual([0, 1]);

    // The map of the whole mask leaves most of a small view to the mask, and a tip what it has opened.
    await page.keyboard.press('Shift+M');
    await page.keyboard.press('v');
    const map = page.getByRole('img', { name: 'Map of the whole mask' });
    await map.waitFor();
    const share = async () => ((await map.boundingBox())?.width ?? 0) / ((await view.boundingBox())?.width ?? 1);
    expect(await share()).toBeLessThan(0.7);
    await page.keyboard.press('v');
    await expect.poll(share).toBeLessThan(0.4);
    await page.getByRole('button', { name: 'Jobs' }).click();
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    await page.getByRole('tooltip').waitFor({ state: 'detached' });
  },
);

appTest(
  'the line of a wipe is dragged over a picture that stands still; beside it, the picture is',
  async ({ page }) => {
    await reviewSample(page);
    await goTo(page, 'cells.jpg');
    await page.getByText('Wipe', { exact: true }).first().click();
    const box = await maskView(page).boundingBox();
    if (box === null) throw new Error('there is no view');
    const at = (share: number) => [box.x + share * box.width, box.y + box.height / 4] as const;
    const told = () => page.locator('[aria-live=off]').textContent();
    const original = maskView(page).locator('..').getByText('Original', { exact: true });
    const rightOfCaption = async () => {
      const caption = await original.boundingBox();
      return ((caption?.x ?? 0) + (caption?.width ?? 0) - box.x) / box.width;
    };
    const drag = async (from: number, to: number) => {
      await page.mouse.move(...at(from));
      await page.mouse.down();
      await page.mouse.move(...at((from + to) / 2));
      await page.mouse.move(...at(to));
      await page.mouse.up();
    };
    const read = async () => {
      await page.mouse.move(...at(0.6));
      await expect.poll(told).toMatch(/^x \d+, y \d+/);
      return /^x \d+, y \d+/.exec((await told()) ?? '')?.[0];
    };
    const place = await read();
    await drag(0.5, 0.3);
    await expect.poll(rightOfCaption).toBeLessThan(0.3);
    expect(await read()).toBe(place);
    // With the space bar the view moves as far as the pointer, and no further.
    await page.keyboard.down('Space');
    await drag(0.6, 0.5);
    await page.keyboard.up('Space');
    await drag(0.5, 0.6);
    await expect.poll(read).toBe(place);
  },
);

appTest(
  'what a removed class reaches is told in full, however long the names of the masks',
  async ({ page, folder }) => {
    const many = Array.from({ length: 9 }, (_, place) => frame(place + 1));
    await page.getByRole('button', { name: /Open the sample project/ }).click();
    await addFolder(page, writeNamedMasks(folder, many));
    await waitForRead(page, 15);
    await findClasses(page);
    await startRepair(page);
    await waitForStatus(page, '15 repaired');
    await step(page, 'Classes').click();
    const black = page.getByRole('row').filter({ hasText: '#000000' });
    await black.getByRole('button', { name: /^More about/ }).click();
    await page.getByRole('menuitem', { name: 'Remove', exact: true }).click();
    const question = page.getByRole('dialog', { name: 'This reaches into repaired masks' });
    await question.getByText(/ and \d+ more/).waitFor();
    const isCut = await question.evaluate((element) => element.scrollWidth > element.clientWidth);
    expect(isCut).toBe(false);
    await question.getByRole('button', { name: 'Change the classes' }).click();
    const message = page.getByRole('status').filter({ hasText: / and \d+ more/ });
    const act = message.getByRole('button', { name: /repair/i });
    await act.waitFor();
    // Wholly within the message, which is as high as what it says.
    await expect.poll(() => message.evaluate((element) => element.scrollHeight - element.clientHeight)).toBeLessThan(2);
    await step(page, 'Review').click();
    await page.getByRole('textbox', { name: 'Find a mask' }).fill('000001');
    await page.getByRole('option', { name: frame(1) }).click();
    await page.getByText(/^Out of date: made with other classes/).waitFor();
  },
);

appTest('in a small window what would go wrong with an export is seen, and so is what starts it', async ({ page }) => {
  await reviewSample(page);
  await page.setViewportSize({ width: 800, height: 600 });
  await page.keyboard.press('f');
  await page.keyboard.type('the fence is missing');
  await page.keyboard.press('Enter');
  await page.getByText('1 of 6 decided').waitFor();
  await step(page, 'Export').click();
  // There the system says of folders that nobody can make that there is no room in them.
  await page.getByRole('textbox', { name: 'Folder' }).fill('/proc/none/masks');
  const check = page.getByRole('region', { name: 'Before anything is written' });
  const start = check.getByRole('button', { name: 'Export 6 masks' });
  await start.waitFor();
  const isSeen = (part: Locator) =>
    part.evaluate((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const places = [top + 2, bottom - 2].map((y) => document.elementFromPoint((left + right) / 2, y));
      return places.every((found) => found !== null && element.contains(found));
    });
  await expect.poll(() => isSeen(check.getByRole('listitem').first())).toBe(true);
  expect(await isSeen(start)).toBe(true);
  await start.click();
  await page.getByText('The export is not complete').waitFor();
  await check.getByText('The folder to write into does not exist').waitFor();
  // That there is no report needs no saying.
  await page.getByText('Loading', { exact: false }).waitFor({ state: 'detached' });
  expect(await check.getByText('no report').count()).toBe(0);
  // Where the folder can be made now, the export goes on.
  await check.getByRole('button', { name: 'Resume' }).waitFor();
});

appTest('in a small window what an operation is for is told as words or not at all', async ({ page }) => {
  await reviewSample(page);
  for (const width of [800, 1100, 1440]) {
    await page.setViewportSize({ width, height: 600 });
    await page.keyboard.press('Shift+N');
    await page.getByText(/px would change/).waitFor();
    const hint = page.getByText('Each pixel becomes the class whose colour it shows most nearly.');
    const { width: shown } = (await hint.boundingBox()) ?? { width: 0 };
    expect(shown === 0 || shown > 90, `${shown} px of ${width}`).toBe(true);
    await page.keyboard.press('Escape');
  }
  // Without classes there is none to look for.
  await page.keyboard.press('Control+z');
  await page.getByText('Out of date').first().waitFor();
  await page.getByRole('tabpanel', { name: 'Classes' }).getByText('No classes yet').waitFor();
});
