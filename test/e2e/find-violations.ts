import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

type Scheme = 'light' | 'dark';

/** What axe finds on the page as it is now, and as it is in the dark, where it differs by its colours only. */
export async function findViolationsInBothSchemes(page: Page, screen: string): Promise<readonly string[]> {
  const found = await findViolations(page, screen);
  await showIn(page, 'dark');
  found.push(...(await findViolations(page, `${screen}, dark`, ['color-contrast'])));
  await showIn(page, 'light');
  return found;
}

async function showIn(page: Page, colorScheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
}

/** What axe finds on the page as it is now, one line for each rule; by these rules only, where some are given. */
export async function findViolations(page: Page, screen: string, rules: readonly string[] = []): Promise<string[]> {
  // A tooltip lies outside all landmarks, as it may: the pointer goes where there is none.
  await page.mouse.move(720, 895);
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  // In the page itself: all frames are ours, and a page of axe's own for every look would take longer than the look.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules.length === 0 ? axe : axe.withRules([...rules])).analyze();
  return violations.map(
    ({ id, nodes }) => `${screen}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}
