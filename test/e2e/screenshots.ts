// npm run screenshots: the sample project's screens in light and dark, as docs/images shows them.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { startServer } from './app-server.ts';
import { launchBrowser } from './launch-browser.ts';
import { findClasses, maskView, openSample, rowOf, startRepair, step, waitForStatus } from './steps.ts';

const images = fileURLToPath(new URL('../../docs/images/', import.meta.url));
/** Messages come and go; a picture is of what stays. */
const style = '.mantine-Notifications-root { display: none }';
const schemes = ['light', 'dark'] as const;

mkdirSync(images, { recursive: true });
const home = mkdtempSync(join(tmpdir(), 'maskmend-screens-'));
const server = await startServer({ home });
const browser = await launchBrowser();
try {
  const context = await browser.newContext({ viewport: { width: 1360, height: 820 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(server.url);
  await showScreens(page);
} finally {
  await browser.close();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}

async function showScreens(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Open the sample project/ }).waitFor();
  await shoot(page, 'start');
  await openSample(page);
  await findClasses(page);
  await startRepair(page);
  await waitForStatus(page, '6 repaired');
  await showReview(page);
  await step(page, 'Files').click();
  await rowOf(page, 'harbour.jpg').click();
  await page.getByRole('region', { name: /Details of harbour/ }).waitFor();
  await shoot(page, 'files');
  await page.getByRole('tab', { name: 'Statistics' }).click();
  await shoot(page, 'statistics');
  await step(page, 'Classes').click();
  await page.getByRole('table', { name: 'Classes' }).waitFor();
  await shoot(page, 'classes');
  await step(page, 'Export').click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(join(home, 'masks-for-training'));
  await page.getByRole('button', { name: 'Export 6 masks' }).waitFor();
  await shoot(page, 'export');
}

async function showReview(page: Page): Promise<void> {
  await page.getByRole('option', { name: /cells/ }).click();
  await page.getByText('7,582 colours').waitFor();
  await page.locator('body').press('v');
  await onScreen(page);
  for (let times = 0; times < 3; times++) await page.keyboard.press('+');
  await shoot(page, 'review');
  await page.keyboard.press('v');
  await page.getByRole('option', { name: /street/ }).click();
  await page.getByRole('application', { name: /^street/ }).waitFor();
  await onScreen(page);
  await page.getByRole('tab', { name: 'Certainty' }).click();
  await page.locator('body').press('Shift+6');
  await page.keyboard.press('Shift+L');
  await page.keyboard.press('d');
  await onScreen(page);
  const view = await maskView(page).boundingBox();
  if (view !== null) await page.mouse.move(view.x + view.width / 2, view.y + view.height / 2);
  await shootAsItIs(page, 'review-certainty');
  await page.keyboard.press('Shift+L');
  await page.keyboard.press('Shift+2');
  await page.keyboard.press('z');
  await page.getByRole('tab', { name: 'Classes' }).click();
  await page.locator('body').press('Shift+S');
  await page
    .getByRole('status')
    .getByText(/px would change/)
    .waitFor();
  await shoot(page, 'review-smooth');
  await page.keyboard.press('Escape');
}

/** Waits until every mask in view is drawn. */
async function onScreen(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[role=application][aria-busy=true]') === null);
}

/** Both appearances of the screen as it is, without messages and with every picture there. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await shootAsItIs(page, name);
}

async function shootAsItIs(page: Page, name: string): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    await page.waitForLoadState('networkidle');
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    await page.evaluate(renameFolder, { from: home, to: '~/Maskmend' });
    await page.screenshot({ path: join(images, `${name}-${colorScheme}.png`), animations: 'disabled', style });
  }
}

/** The folder of this run means nothing to who looks at the picture. */
function renameFolder({ from, to }: { readonly from: string; readonly to: string }): void {
  for (const field of document.querySelectorAll('input')) field.value = field.value.replace(from, to);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    node.nodeValue = node.nodeValue?.replace(from, to) ?? '';
  }
}
