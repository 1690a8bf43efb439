import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { startServer } from './app-server.ts';
import { appTest } from './app-test.ts';
import { copyHardMasks } from './generated-masks.ts';
import { addFolder, rowOf, waitForRead, waitForRows } from './steps.ts';

/** Where SQLite keeps the version of a file's schema, four bytes (file format, section 1.3). */
const USER_VERSION_OFFSET = 60;

async function openProject(page: Page, path: string): Promise<void> {
  await page.keyboard.press('Control+o');
  const picker = page.getByRole('dialog', { name: 'Open a project' });
  const folder = picker.getByLabel('Folder', { exact: true });
  await folder.fill(join(path, '..'));
  await folder.press('Enter');
  await picker.getByRole('option', { name: /\.maskmend/ }).click();
  await picker.getByRole('button', { name: 'Choose file' }).click();
}

/** Makes a project by the program itself. */
async function makeProject(folder: string): Promise<string> {
  const path = join(folder, 'made', 'made.maskmend');
  mkdirSync(join(folder, 'made'));
  const maker = await startServer({ home: join(folder, 'maker'), project: path });
  await maker.stop();
  return path;
}

appTest('a project of a newer program is refused in words, and the start page stays', async ({ page, folder }) => {
  const path = await makeProject(folder);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.from([0, 0, 3, 231]), 0, 4, USER_VERSION_OFFSET);
  closeSync(file);
  await openProject(page, path);
  const message = page.getByRole('alert').filter({ hasText: 'The project could not be opened' });
  await message.getByText(/newer Maskmend/).waitFor();
  await page.getByRole('button', { name: /Open the sample project/ }).waitFor();
});

appTest('a project that another program has open is refused, with who has it', async ({ page, folder }) => {
  const path = await makeProject(folder);
  const other = await startServer({ home: join(folder, 'other'), project: path });
  onTestFinished(() => other.kill());
  await openProject(page, path);
  await page
    .getByRole('alert')
    .getByText(/in use by/)
    .waitFor();
  await other.stop();
  expect(other.process.exitCode ?? (await once(other.process, 'exit'))[0]).toBe(0);
});

appTest(
  'a folder of sources that was moved is said to be missing, and found again where it is now',
  async ({ page, folder, crash, server }) => {
    const project = join(folder, 'moved.maskmend');
    await addFolder(page, join(folder, 'masks'));
    await waitForRead(page, 3);
    renameSync(join(folder, 'masks'), join(folder, 'elsewhere'));
    await crash(project);
    await page.goto(server().url);
    await page.getByText('A folder of this project is not where it was.').waitFor();
    await page.getByRole('button', { name: 'Locate…' }).click();
    const picker = page.getByRole('dialog');
    await picker.getByLabel('Folder', { exact: true }).fill(join(folder, 'elsewhere'));
    await picker.getByLabel('Folder', { exact: true }).press('Enter');
    await picker.getByText('No folder in here; 3 files').waitFor();
    await picker.getByRole('button', { name: 'Choose this folder' }).click();
    await page.getByText('A folder of this project is not where it was.').waitFor({ state: 'detached' });
    await rowOf(page, 'street-0.jpg').click();
    await page.getByText(join(folder, 'elsewhere', 'street-0.jpg')).waitFor();
  },
  {
    mayLoseServer: true,
    prepare: (folder) => {
      copyHardMasks(folder, 3);
      return join(folder, 'moved.maskmend');
    },
  },
);

appTest(
  'a file that cannot be read is listed with the reason, and stops nothing',
  async ({ page, folder }) => {
    writeFileSync(join(folder, 'masks', 'broken.png'), 'this is no picture');
    await addFolder(page, join(folder, 'masks'));
    await waitForRows(page, 3);
    await expect.poll(() => rowOf(page, 'broken.png').textContent()).toContain('failed');
    await rowOf(page, 'broken.png').click();
    await page
      .getByRole('region', { name: 'Details of broken.png' })
      .getByText(/not|un/i)
      .first()
      .waitFor();
    await page.getByRole('tab', { name: /Problems/ }).click();
    const problem = page.getByRole('region', { name: /read/i }).first();
    await problem.getByRole('button', { name: 'Show 1 mask' }).click();
    await waitForRows(page, 1);
  },
  {
    prepare: (folder) => {
      copyHardMasks(folder, 2);
      return join(folder, 'broken.maskmend');
    },
  },
);

appTest('a folder that is not there is said so in the picker, which stays open', async ({ page }) => {
  await page.keyboard.press('Control+o');
  const picker = page.getByRole('dialog', { name: 'Open a project' });
  await picker.getByLabel('Folder', { exact: true }).fill('/there/is/no/such/folder');
  await picker.getByLabel('Folder', { exact: true }).press('Enter');
  await picker.getByRole('alert').getByText('This folder cannot be read').waitFor();
});

appTest(
  'what is typed into the folder picker does not go on from a folder that is known late',
  async ({ page, folder }) => {
    const { promise: wanted, resolve: answer } = Promise.withResolvers<undefined>();
    await page.route('**/api/call/folders.home', async (route) => {
      await wanted;
      await route.continue();
    });
    await page
      .getByRole('button', { name: /^Add folder/ })
      .first()
      .click();
    const written = page.getByRole('dialog', { name: /Pick a folder/ }).getByLabel('Folder', { exact: true });
    await written.focus();
    answer(undefined);
    await expect.poll(() => written.inputValue()).not.toBe('');
    await page.keyboard.insertText(folder);
    expect(await written.inputValue()).toBe(folder);
  },
  { prepare: (folder) => join(folder, 'late.maskmend') },
);

appTest(
  'a folder can be chosen before its entries are there, however long they take',
  async ({ page, folder }) => {
    await page.route('**/api/call/folders.list', (route) => {
      // Of the folder that is written, nothing ever comes.
      return route.request().postData()?.includes('masks') === true ? undefined : route.continue();
    });
    await addFolder(page, join(folder, 'masks'));
    await waitForRows(page, 1);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  },
  {
    prepare: (folder) => {
      copyHardMasks(folder, 1);
      return join(folder, 'slow.maskmend');
    },
  },
);
