import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Settings } from '../../src/shared/contract/app-calls.ts';
import { type App, type AppOptions, appTest } from './app-test.ts';
import { copyHardMasks } from './generated-masks.ts';
import {
  addFolder,
  findClasses,
  openSample,
  startRepair,
  step,
  waitForIdle,
  waitForRows,
  waitForStatus,
} from './steps.ts';

const projectIn = (folder: string): string => join(folder, 'hard.maskmend');

/** One thread: the job lasts longer for the same work, and leaves a core to the browser that is to catch it. */
const settings: Settings = {
  theme: 'system',
  workers: 1,
  memoryMegabytes: 'automatic',
  hasPatterns: false,
  hasNotifications: true,
  personName: '',
  lastFolders: {},
};

/** A project with masks that keep the engine busy for a while. */
function hardProject(masks: number): AppOptions {
  return {
    mayLoseServer: true,
    prepare: (folder) => {
      copyHardMasks(folder, masks);
      mkdirSync(join(folder, 'home'));
      writeFileSync(join(folder, 'home', 'settings.json'), JSON.stringify(settings));
      return projectIn(folder);
    },
  };
}

async function addMasks({ page, folder }: App, masks: number): Promise<void> {
  await addFolder(page, join(folder, 'masks'));
  await waitForRows(page, masks);
  await waitForIdle(page);
}

async function beginRepair(app: App, masks: number): Promise<void> {
  await addMasks(app, masks);
  await findClasses(app.page);
  await startRepair(app.page);
  await repairedAtLeast(app.page, 3);
}

const repairedShown = async (page: Page): Promise<number> =>
  Number.parseInt(
    (await page
      .getByRole('contentinfo')
      .getByText(/repaired$/)
      .textContent()) ?? '0',
    10,
  );

async function repairedAtLeast(page: Page, count: number): Promise<void> {
  await expect.poll(() => repairedShown(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(count);
}

appTest(
  'a repair that is cancelled keeps what it has done and goes on when it is resumed',
  async (app) => {
    const { page } = app;
    await addMasks(app, 14);
    await findClasses(page);
    await startRepair(page);
    // Open before it is needed: one click is left to do while the job runs.
    await page.getByRole('button', { name: '1 job running' }).click();
    const panel = page.getByRole('complementary', { name: 'Jobs' });
    await panel
      .getByText(/left$|left not known|nearly done/)
      .first()
      .waitFor();
    await repairedAtLeast(page, 3);
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.getByText(/cancelled/).waitFor();
    const done = await repairedShown(page);
    expect(done).toBeGreaterThanOrEqual(3);
    expect(done).toBeLessThan(14);
    await panel.getByRole('button', { name: 'Resume' }).click();
    await waitForStatus(page, '14 repaired', 120_000);
  },
  hardProject(14),
);

appTest(
  'a repair whose program was killed goes on after a new start, and the page finds its way back',
  async (app) => {
    const { page, folder } = app;
    await beginRepair(app, 14);
    await app.crash(projectIn(folder));
    await page.goto(app.server().url);
    await page.getByRole('button', { name: 'Jobs' }).click();
    const panel = page.getByRole('complementary', { name: 'Jobs' });
    await panel.getByText(/interrupted/).waitFor();
    expect(await repairedShown(page)).toBeLessThan(14);
    const offer = page.getByRole('status').filter({ hasText: /^A job was interrupted/ });
    await offer.getByRole('button', { name: 'Resume' }).click();
    await offer.waitFor({ state: 'detached' });
    await waitForStatus(page, '14 repaired', 120_000);
  },
  hardProject(14),
);

appTest(
  'a tab that is reloaded in the middle of a job shows the job again, and does not disturb it',
  async (app) => {
    const { page } = app;
    await beginRepair(app, 14);
    await page.reload();
    await page.getByRole('button', { name: '1 job running' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#/review');
    await waitForStatus(page, '14 repaired', 120_000);
  },
  hardProject(14),
);

appTest(
  'two tabs show one project: what is done in one is seen in the other',
  async (app) => {
    const { page } = app;
    const other = await app.openTab();
    // A tab behind another draws a frame a second: whoever acts in one has it before them, and the other is to follow.
    await page.bringToFront();
    await addMasks(app, 4);
    await waitForRows(other, 4);
    await findClasses(page);
    await other.bringToFront();
    await other.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Classes' }).click();
    const name = other.getByRole('textbox', { name: 'Name of class 1' });
    await name.fill('asphalt');
    await name.press('Enter');
    await page.getByRole('textbox', { name: 'Name of asphalt' }).waitFor();
    await page.bringToFront();
    await startRepair(page);
    await waitForStatus(other, '4 repaired', 120_000);
  },
  hardProject(4),
);

appTest('the panel of the jobs leaves the repair within reach', async ({ page }) => {
  await openSample(page);
  await findClasses(page);
  await page.getByRole('button', { name: 'Jobs', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Jobs' });
  for (const name of ['Classes', 'Files'] as const) {
    await step(page, name).click();
    await panel.waitFor();
    await page.getByRole('button', { name: 'Repair…' }).first().click({ timeout: 10_000 });
    await page.getByRole('dialog', { name: 'Repair masks' }).getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
});
