import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
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
  // Problem and cure, pixel by pixel, without a search for the place.
  const edge = page.getByRole('button', { name: 'Show this place, where classes meet' });
  const told = await edge.textContent();
  const counts = [...(told ?? '').matchAll(/: ([\d,]+) colours/g)].map(([, count]) => Number(count));
  expect(counts).toHaveLength(2);
  expect(counts[0]).toBeGreaterThan(10 * (counts[1] ?? Infinity));
  const zoom = page.getByRole('status', { name: 'Zoom' });
  const fitted = await zoom.textContent();
  await edge.click();
  await expect.poll(() => zoom.textContent()).not.toBe(fitted);

  await step(page, 'Export').click();
  const target = join(folder, 'out');
  await page.getByRole('textbox', { name: 'Folder' }).fill('out');
  await page.getByText('The whole path of the folder is needed').waitFor();
  await page.getByRole('textbox', { name: 'Folder' }).fill(target);
  await page.getByRole('button', { name: 'Export 6 masks' }).click();
  await page.getByText('6 masks written, read back, and found equal').waitFor();
  expect(wrongShare(join(target, 'masks', 'cells.png'), join(truth, 'cells.png'))).toBeLessThan(0.002);

  const opening = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Open report' }).click();
  const report = await opening;
  await report.getByText('cells.jpg').first().waitFor();
  await expect.poll(() => report.getByRole('img').count()).toBeGreaterThan(5);
});

/** Share of pixels whose colour differs; indices say nothing, as classes are found in an order of their own. */
function wrongShare(path: string, truthPath: string): number {
  const is = coloursOf(path);
  const should = coloursOf(truthPath);
  expect(is.length).toBe(should.length);
  return is.filter((colour, at) => colour !== should[at]).length / is.length;
}

function coloursOf(path: string): readonly string[] {
  const { samples, colourTable } = readPng(readFileSync(path), defaultReadLimits).raster;
  if (colourTable === undefined) throw new Error(`${path} has no colours`);
  return Array.from(samples, (index) => colourTable.subarray(3 * index, 3 * index + 3).join());
}
