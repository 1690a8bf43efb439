import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type App, appTest } from './app-test.ts';
import { copyHardMasks } from './generated-masks.ts';
import { addFolder, findClasses, startRepair, waitForRows, waitForStatus } from './steps.ts';

const MASKS = 200;
const projectIn = (folder: string): string => join(folder, 'hard.maskmend');

/** A project with masks that keep the engine busy for a while. */
const hardProject = {
  mayLoseServer: true,
  prepare: (folder: string): string => {
    copyHardMasks(folder, MASKS);
    return projectIn(folder);
  },
};

async function addMasks({ page, folder }: App): Promise<void> {
  await addFolder(page, join(folder, 'masks'));
  await waitForRows(page, MASKS);
  await expect.poll(() => runningJobs(page)).toBe(0);
}

async function beginRepair(app: App): Promise<void> {
  await addMasks(app);
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

const runningJobs = (page: Page): Promise<number> => page.getByRole('button', { name: /jobs? running/ }).count();

appTest(
  'a repair that is cancelled keeps what it has done and goes on when it is resumed',
  async (app) => {
    const { page } = app;
    await beginRepair(app);
    await page.getByRole('button', { name: '1 job running' }).click();
    const panel = page.getByRole('complementary', { name: 'Jobs' });
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.getByText(/cancelled/).waitFor();
    const done = await repairedShown(page);
    expect(done).toBeGreaterThanOrEqual(3);
    expect(done).toBeLessThan(MASKS);
    await panel.getByRole('button', { name: 'Resume' }).click();
    await waitForStatus(page, `${MASKS} repaired`, 120_000);
  },
  hardProject,
);

appTest(
  'a repair whose program was killed goes on after a new start, and the page finds its way back',
  async (app) => {
    const { page, folder } = app;
    await beginRepair(app);
    await app.crash(projectIn(folder));
    await page.goto(app.server().url);
    await page.getByRole('button', { name: 'Jobs' }).click();
    const panel = page.getByRole('complementary', { name: 'Jobs' });
    await panel.getByText(/interrupted/).waitFor();
    expect(await repairedShown(page)).toBeLessThan(MASKS);
    await panel.getByRole('button', { name: 'Resume' }).click();
    await waitForStatus(page, `${MASKS} repaired`, 120_000);
  },
  hardProject,
);

appTest(
  'a tab that is reloaded in the middle of a job shows the job again, and does not disturb it',
  async (app) => {
    const { page } = app;
    await beginRepair(app);
    await page.reload();
    await page.getByRole('button', { name: '1 job running' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#/review');
    await waitForStatus(page, `${MASKS} repaired`, 120_000);
  },
  hardProject,
);

appTest(
  'two tabs show one project: what is done in one is seen in the other',
  async (app) => {
    const { page } = app;
    const other = await app.openTab();
    await addMasks(app);
    await waitForRows(other, MASKS);
    await findClasses(page);
    await other.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Classes' }).click();
    const name = other.getByRole('textbox', { name: 'Name of class 1' });
    await name.fill('asphalt');
    await name.press('Enter');
    await page.getByRole('textbox', { name: 'Name of asphalt' }).waitFor();
    await startRepair(page);
    await waitForStatus(other, `${MASKS} repaired`, 120_000);
  },
  hardProject,
);
