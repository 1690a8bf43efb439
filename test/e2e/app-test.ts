import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { type AppServer, startServer } from './app-server.ts';
import { findBrowser } from './find-browser.js';
import { launchBrowser } from './launch-browser.ts';

export interface App {
  readonly page: Page;
  readonly context: BrowserContext;
  /** A folder of the test's own, removed afterwards. */
  readonly folder: string;
  /** The server that runs now. */
  readonly server: () => AppServer;
  /** Kills the server as a crash would, and starts it again on the same port and project. */
  readonly crash: (project?: string) => Promise<void>;
  /** A further tab on the same server. */
  readonly openTab: () => Promise<Page>;
}

export interface AppOptions {
  /** Makes what the test needs before the program starts; gives the project to begin with. */
  readonly prepare?: (folder: string) => string | undefined;
  /** What the page may complain of: a server that was killed cannot answer. */
  readonly mayLoseServer?: boolean;
}

/** One for the file's tests; what they leave in it goes with their contexts. */
let browser: Promise<Browser> | undefined;
afterAll(async () => {
  await (await browser)?.close();
});

/** A test of the whole program in a browser; skipped where there is none. */
export function appTest(name: string, body: (app: App) => Promise<void>, options: AppOptions = {}): void {
  test.skipIf(findBrowser() === undefined)(name, async () => {
    const app = await startApp(options);
    await body(app).catch(async (error: unknown) => {
      await tellScreen(app.page);
      throw error;
    });
  });
}

/** Of a test that did not hold, what was on screen then: it is gone when somebody reads of it. */
async function tellScreen(page: Page): Promise<void> {
  const screen = await page.ariaSnapshot().catch(() => 'the page is gone');
  process.stderr.write(`on screen when it did not hold:\n${screen}\n`);
}

async function startApp({ prepare, mayLoseServer = false }: AppOptions): Promise<App> {
  const folder = mkdtempSync(join(tmpdir(), 'maskmend-e2e-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const home = join(folder, 'home');
  let server = await startServer({ home, project: prepare?.(folder) });
  onTestFinished(() => server.kill());
  browser ??= launchBrowser();
  const context = await (
    await browser
  ).newContext({
    colorScheme: 'light',
    // What moves is judged where it ends.
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
  });
  onTestFinished(() => context.close());
  const complaints: string[] = [];
  const openTab = async (): Promise<Page> => {
    const page = await context.newPage();
    // A machine that others use too may stand still for longer than Playwright's half minute.
    page.setDefaultTimeout(60_000);
    watch(page, complaints);
    await page.goto(server.url);
    await page.getByRole('main').waitFor();
    return page;
  };
  onTestFinished(() => {
    expect(mayLoseServer ? complaints.filter(isNotOfLostServer) : complaints).toEqual([]);
  });
  const crash = async (project?: string): Promise<void> => {
    const port = Number(new URL(server.url).port);
    await server.kill();
    server = await startServer({ home, project, port });
  };
  return { page: await openTab(), context, folder, server: () => server, crash, openTab };
}

/** A page that complains fails its test: errors of ours, and everything that the security policy refused. */
function watch(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => {
    complaints.push(error.message);
  });
}

function isNotOfLostServer(complaint: string): boolean {
  return !/ERR_CONNECTION|ERR_FAILED|ERR_INCOMPLETE|ERR_EMPTY_RESPONSE|ERR_NETWORK|401|Failed to fetch/.test(complaint);
}
