import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { findBrowser } from '../../e2e/find-browser.js';
import { launchBrowser } from '../../e2e/launch-browser.ts';

let browser: Browser | undefined;
let script = '';

/** The page's script with the viewer in it, as one text. */
export async function bundlePage(): Promise<string> {
  const bundle = await rolldown({ input: fileURLToPath(new URL('viewer-page.ts', import.meta.url)) });
  const { output } = await bundle.generate({ format: 'iife' });
  await bundle.close();
  return output[0].code;
}

/** Opens a page with `viewerTools` in it. */
export async function openViewerPage(from: Browser, code: string, deviceScaleFactor = 1): Promise<Page> {
  const context = await from.newContext({ viewport: { width: 1400, height: 900 }, deviceScaleFactor });
  const page = await context.newPage();
  // A page from this computer is told all that one of the program is.
  const body = '<!doctype html><body style="margin:0">';
  await page.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto('http://localhost/');
  await page.addScriptTag({ content: code });
  return page;
}

/** Makes ready one browser for the file's tests. */
export function prepareViewerTests(): void {
  beforeAll(async () => {
    if (findBrowser() === undefined) return;
    script = await bundlePage();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });
}

interface ViewerTestOptions {
  readonly deviceScaleFactor?: number;
  /** What the page may complain of. */
  readonly mayComplain?: RegExp;
}

/** A test of the viewer in a browser; skipped where there is none. */
export function viewerTest(
  name: string,
  body: (page: Page) => Promise<void>,
  { deviceScaleFactor = 1, mayComplain }: ViewerTestOptions = {},
): void {
  test.skipIf(findBrowser() === undefined)(name, async () => {
    if (browser === undefined) throw new Error('the browser did not start');
    const page = await openViewerPage(browser, script, deviceScaleFactor);
    onTestFinished(() => page.context().close());
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => {
      complaints.push(error.message);
    });
    await body(page);
    expect(complaints.filter((complaint) => mayComplain?.test(complaint) !== true)).toEqual([]);
  });
}
