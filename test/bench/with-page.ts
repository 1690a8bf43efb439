import type { Browser, Page } from 'playwright-core';
import type { AppServer } from '../e2e/app-server.ts';

/** Does something in a page of its own; ends the server with it. */
export async function withPage<T>(browser: Browser, server: AppServer, act: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    return await act(page);
  } finally {
    await context.close();
    await server.stop();
  }
}
