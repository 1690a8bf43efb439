import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds on the page as it is now, one line for each rule; by these rules only, where some are given. */
export async function findViolations(
  page: Page,
  screen: string,
  rules: readonly string[] = [],
): Promise<readonly string[]> {
  // A tooltip lies outside all landmarks, as it may: the pointer goes where there is none.
  await page.mouse.move(720, 895);
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules.length === 0 ? axe : axe.withRules([...rules])).analyze();
  return violations.map(
    ({ id, nodes }) => `${screen}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}
