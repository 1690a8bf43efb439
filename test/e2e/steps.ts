import type { Locator, Page } from 'playwright-core';

const WAIT_MS = 60_000;

/** Opens the sample from the start page and waits until every mask has been read. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Open the sample project/ }).click();
  await waitForRead(page, 6);
}

/** Waits until so many masks are listed, and all of them have been read. */
export async function waitForRead(page: Page, masks: number): Promise<void> {
  await waitForRows(page, masks);
  const read = page.getByRole('grid').getByText('read', { exact: true });
  await read.nth(masks - 1).waitFor({ timeout: WAIT_MS });
}

/** The step with this name, by its button in the title bar. */
export function step(page: Page, name: 'Files' | 'Classes' | 'Review' | 'Export'): Locator {
  return page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name });
}

export async function findClasses(page: Page): Promise<void> {
  await step(page, 'Classes').click();
  await page.getByRole('button', { name: 'Find from the masks' }).click();
  await page.getByRole('table', { name: 'Classes' }).waitFor({ timeout: WAIT_MS });
}

export async function startRepair(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Repair…' }).first().click();
  await page.getByRole('dialog', { name: 'Repair masks' }).getByRole('button', { name: 'Start repair' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Waits for the count that the status bar shows, such as `6 repaired`. */
export async function waitForStatus(page: Page, said: string, timeoutMs = WAIT_MS): Promise<void> {
  await page.getByRole('contentinfo').getByText(said, { exact: true }).waitFor({ timeout: timeoutMs });
}

/** Waits until the list of files is so long. */
export async function waitForRows(page: Page, rows: number, timeoutMs = WAIT_MS): Promise<void> {
  const named = page.getByRole('grid', { name: `${rows.toLocaleString('en')} ${rows === 1 ? 'file' : 'files'}` });
  await named.waitFor({ timeout: timeoutMs });
}

/** The row of a file in the table on screen. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ hasText: name });
}

/** Adds a folder by the interface's own picker. */
export async function addFolder(page: Page, path: string): Promise<void> {
  await page
    .getByRole('button', { name: /^Add folder/ })
    .first()
    .click();
  const picker = page.getByRole('dialog', { name: /Pick a folder/ });
  const written = picker.getByLabel('Folder', { exact: true });
  await written.fill(path);
  await written.press('Enter');
  await picker.getByRole('button', { name: 'Choose this folder' }).click();
  await picker.waitFor({ state: 'detached' });
}

/** Waits until no job runs any more. */
export async function waitForIdle(page: Page, timeoutMs = WAIT_MS): Promise<void> {
  await page.getByRole('button', { name: 'Jobs', exact: true }).waitFor({ timeout: timeoutMs });
}

/** The sample project with every mask repaired, in the review. */
export async function reviewSample(page: Page): Promise<void> {
  await openSample(page);
  await findClasses(page);
  await startRepair(page);
  await waitForStatus(page, '6 repaired');
  await step(page, 'Review').click();
  await page.getByRole('option', { selected: true }).waitFor();
}

/** The picture of the mask on screen; it has the keys of the tools when it is focused. */
export function maskView(page: Page): Locator {
  return page.getByRole('application').last();
}

/** Chooses a mask of the queue and waits until it is on screen. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('option', { name }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
}
