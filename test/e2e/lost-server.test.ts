import type { Page, Route } from 'playwright-core';
import { appTest, type App } from './app-test.ts';
import { goTo, maskView, reviewSample, step } from './steps.ts';

const EDIT = '**/api/call/review.edit';

type Arrow = 'ArrowRight' | 'ArrowDown' | 'ArrowLeft';

/** The pointer of the keys begins in the middle when the mask is shown anew: each way leads to a place of its own. */
async function paintDot(page: Page, way: Arrow): Promise<void> {
  await maskView(page).focus();
  for (const key of [way, `Shift+${way}`, 'Enter']) await page.keyboard.press(key);
}

async function takeBrush(page: Page): Promise<void> {
  await goTo(page, 'village.png');
  await page.keyboard.press('b');
  await page.keyboard.press('9');
  await page.getByRole('button', { name: /^Paint with/, pressed: true }).waitFor();
}

/** What becomes of the next act: it never reaches the program, or its answer never comes back. */
async function loseNext(app: App, way: Arrow, lose: (route: Route) => Promise<unknown>): Promise<void> {
  const { page } = app;
  const lost = Promise.withResolvers<undefined>();
  await page.route(
    EDIT,
    async (route) => {
      await lose(route);
      await app.server().kill();
      await route.abort();
      lost.resolve(undefined);
    },
    { times: 1 },
  );
  await paintDot(page, way);
  await lost.promise;
}

const painted = (page: Page, acts: number) => page.getByText(new RegExp(`^Painted by hand: \\d+ px in ${acts} act`));
const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true });

appTest(
  'what is painted while the program is killed is saved when it is back, once, and in its order',
  async (app) => {
    const { page } = app;
    await reviewSample(page);
    const project = (await page.getByRole('heading', { level: 1 }).getAttribute('title')) ?? '';
    await takeBrush(page);

    // Killed before the act came to it; another stroke follows while it is away.
    await loseNext(app, 'ArrowRight', () => Promise.resolve());
    await page.getByRole('status').getByText('Not saved yet: kept in this page').waitFor();
    await paintDot(page, 'ArrowRight');
    await app.crash(project);
    const second = await app.openTab();
    await saved(page).waitFor();
    await painted(page, 2).waitFor();

    // Killed after it had written the act, before the page heard of it.
    await loseNext(app, 'ArrowLeft', (route) => route.fetch());
    await app.crash(project);
    const third = await app.openTab();
    await saved(page).waitFor();
    await painted(page, 3).waitFor();

    // The tab is gone as well: another one hands on what it had.
    await loseNext(app, 'ArrowDown', () => Promise.resolve());
    await Promise.all([page.close(), second.close(), third.close()]);
    await app.crash(project);
    const last = await app.openTab();
    await last.getByText('A change that had not been saved is saved now').waitFor();
    await step(last, 'Review').click();
    await goTo(last, 'village.png');
    await painted(last, 4).waitFor();
  },
  { mayLoseServer: true },
);

appTest('in a browser that keeps nothing for the page, painting is saved as ever', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.reload();
  await reviewSample(page);
  await takeBrush(page);
  await paintDot(page, 'ArrowRight');
  await painted(page, 1).waitFor();
  await saved(page).waitFor();
});
