import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { readPng } from '../../src/main/codec/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { appTest } from './app-test.ts';
import { findClasses, openSample, startRepair, step, waitForStatus } from './steps.ts';

const truth = fileURLToPath(new URL('../../assets/sample/truth/', import.meta.url));

appTest('a person gets from the first start to exported masks and their report', async ({ page, context, folder }) => {
  await openSample(page);
  await findClasses(page);
  await startRepair(page);
  await waitForStatus(page, '6 repaired');
  await page.getByRole('option', { name: /cells\.jpg/ }).click();
  await page.getByText(/7,582 colours/).waitFor();

  await step(page, 'Export').click();
  const target = join(folder, 'out');
  await page.getByLabel('Folder').fill(target);
  await page.getByRole('button', { name: 'Export 6 masks' }).click();
  await page.getByText('6 masks written, read back, and found equal').waitFor();
  expect(wrongShare(join(target, 'masks', 'cells.png'), join(truth, 'cells.png'))).toBeLessThan(0.002);

  const opening = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Open report' }).click();
  const report = await opening;
  await report.getByText('cells.jpg').first().waitFor();
  expect(await report.getByRole('img').count()).toBeGreaterThan(5);
});

/** Share of pixels whose exported index differs; classes are found in the order of the truth's indices. */
function wrongShare(path: string, truthPath: string): number {
  const [is, should] = [path, truthPath].map((file) => readPng(readFileSync(file), defaultReadLimits).raster.samples);
  if (is === undefined || should === undefined) throw new Error('nothing was read');
  expect(is.length).toBe(should.length);
  return is.reduce((wrong, sample, at) => wrong + (sample === should[at] ? 0 : 1), 0) / is.length;
}
