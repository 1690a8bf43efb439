import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { goTo, maskView, reviewSample } from './steps.ts';

const operations = ['Replace a class', 'Islands and holes', 'Smooth boundaries', 'Grow or shrink a class'];

/** Whether a person sees the middle of a control, and nothing lies over it. */
async function isInReach(control: Locator): Promise<boolean> {
  return control.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return there !== null && (element.contains(there) || there.contains(element));
  });
}

async function controlsOutOfReach(options: Locator): Promise<string[]> {
  const controls = await options.locator('button, select, input:not([type=radio])').all();
  const found: string[] = [];
  for (const control of controls) {
    if (!(await isInReach(control)))
      found.push((await control.getAttribute('aria-label')) ?? (await control.innerText()));
  }
  return found;
}

async function topOfPicture(page: Page): Promise<number> {
  return (await maskView(page).boundingBox())?.y ?? 0;
}

/** Where the picture begins, and what cannot be reached, with each tool and operation in hand. */
async function seenWithTools(page: Page): Promise<Record<string, { top: number; outOfReach: string[] }>> {
  const tools = page.getByRole('toolbar', { name: 'Tools' });
  const options = page.getByRole('group', { name: 'Options of the tool' });
  const seen: Record<string, { top: number; outOfReach: string[] }> = {};
  for (const tool of (await tools.getByRole('button').all()).slice(0, -1)) {
    await tool.click();
    const name = (await tool.getAttribute('aria-label')) ?? '';
    seen[name] = { top: await topOfPicture(page), outOfReach: await controlsOutOfReach(options) };
  }
  for (const operation of operations) {
    await tools.getByRole('button', { name: 'Operations' }).click();
    await page.getByRole('menuitem', { name: operation }).click();
    const form = page.getByRole('form', { name: operation });
    await form.getByRole('button', { name: 'Apply' }).waitFor();
    seen[operation] = { top: await topOfPicture(page), outOfReach: await controlsOutOfReach(form) };
    await form.getByRole('button', { name: 'Cancel the operation' }).click();
  }
  return seen;
}

appTest('the picture stands still whatever tool is taken up, in wide windows and in narrow ones', async ({ page }) => {
  await reviewSample(page);
  await goTo(page, 'village.png');
  for (const width of [1280, 800]) {
    await page.setViewportSize({ width, height: 800 });
    const top = await topOfPicture(page);
    const seen = await seenWithTools(page);
    const names = Object.keys(seen);
    expect(names).toHaveLength(9 + operations.length);
    expect(seen).toEqual(Object.fromEntries(names.map((name) => [name, { top, outOfReach: [] }])));
  }
});
