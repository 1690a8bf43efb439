import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { appTest } from './app-test.ts';
import { writeSmallMasks } from './generated-masks.ts';
import { measureScroll } from './measure-scroll.ts';
import { addFolder, waitForRows } from './steps.ts';

const FILES = 20_000;
const LAST = '019999.png';

appTest(
  'twenty thousand files are scrolled from the first to the last, in the table and as thumbnails',
  async ({ page, folder }) => {
    await addFolder(page, join(folder, 'masks'));
    await waitForRows(page, FILES, 200_000);
    await page.getByText('000000.png').waitFor();
    for (const layout of ['As a table', 'As thumbnails']) {
      await page.getByText(layout).click({ force: true });
      // Not the frames' own time, which a machine that does other things makes longer: the bench has that.
      expect((await measureScroll(page)).processorMs).toBeLessThan(33);
      await lastRow(page).waitFor();
      expect(await page.getByRole('grid').getByRole('row').count()).toBeLessThan(120);
    }
  },
  {
    prepare: (folder) => {
      writeSmallMasks(folder, FILES);
      return join(folder, 'many.maskmend');
    },
  },
);

const lastRow = (page: Page): ReturnType<Page['getByText']> => page.getByRole('grid').getByText(LAST);
