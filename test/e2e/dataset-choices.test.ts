import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { importDataset } from '../../src/main/formats/registry.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { colours, drawMask } from '../api/draw-masks.ts';
import { drawItem, exportTo, openFiles, photoPng } from '../formats/dataset-fixture.ts';
import { appTest } from './app-test.ts';
import { findViolations } from './find-violations.ts';
import { addFolder, startRepair, step, waitForRows, waitForStatus } from './steps.ts';

const CLASSES = 'name,r,g,b\nground,0,0,0\ntree,0,128,0\nroof,200,30,30\n';

/** A dataset of four masks with ground, trees and roofs. */
async function makeDataset(folder: string): Promise<string> {
  const names = ['a', 'b', 'c', 'd'];
  const masks = await openFiles({
    'class_dict.csv': CLASSES,
    ...Object.fromEntries(names.map((name) => [`masks/${name}.png`, drawMask([colours.tree, colours.roof])])),
    ...Object.fromEntries(names.map((name) => [`images/${name}.png`, photoPng(96, 96)])),
  });
  const out = join(folder, 'voc');
  await exportTo('voc', masks, { out });
  return out;
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function exportInto(page: Page, folder: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await page.getByRole('button', { name: 'Export 4 masks' }).click();
  await page.getByText('4 masks written, read back, and found equal').waitFor();
}

async function readBack(path: string) {
  const { items, palette } = await importDataset({ path, raster: 'coco', limits: defaultReadLimits });
  const classes = palette.classes.map(({ name, index, role }) => `${name} ${index} ${role}`);
  return { items, palette, classes };
}

appTest(
  'a dataset is exported in parts, with classes in place of others, left out, and void of another index',
  async ({ page, folder }) => {
    await addFolder(page, await makeDataset(folder));
    await page
      .getByRole('dialog', { name: 'This looks like a dataset' })
      .getByRole('button', { name: 'Add dataset' })
      .click();
    await waitForRows(page, 4);
    await startRepair(page);
    await waitForStatus(page, '4 repaired');
    await step(page, 'Export').click();
    await page.getByRole('radio', { name: 'MMSegmentation', exact: true }).click();
    await choose(page, 'Parts', 'divided anew, every class in every part');
    await page.getByRole('textbox', { name: 'Shares or counts' }).fill('train=0.5, val=0.3');
    await page.keyboard.press('Tab');
    await page.getByRole('textbox', { name: 'Folder' }).fill(join(folder, 'merged'));
    await page.getByText('The shares add up to 0.8, not to 1').waitFor();
    expect(await page.getByRole('button', { name: /^Export \d masks/ }).isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Shares or counts' }).fill('train=0.5, val=0.5');
    await page.keyboard.press('Tab');
    await page.getByText('Masks of each part: train: 2, val: 2').waitFor();

    await page.getByText('Classes: index, merge, leave out, void').click();
    await choose(page, 'What "roof" is written as', 'as tree');
    expect(await findViolations(page, 'export')).toEqual([]);
    await exportInto(page, join(folder, 'merged'));
    const merged = await readBack(join(folder, 'merged'));
    expect(merged.classes.filter((entry) => !entry.includes('void'))).toEqual(['ground 0 background', 'tree 1 class']);
    expect(merged.items.map(({ split }) => split).sort()).toEqual(['train', 'train', 'val', 'val']);
    expect(new Set((await drawItem({ items: merged.items, palette: merged.palette } as never, 0)).join(''))).toEqual(
      new Set('gt'),
    );

    await page.getByRole('button', { name: 'Export again…' }).click();
    await choose(page, 'What "roof" is written as', 'left out');
    await choose(page, 'Void pixels', 'void of the index…');
    await page.getByRole('textbox', { name: 'Index of void' }).fill('7');
    await page.keyboard.press('Tab');
    await page.getByText('Void is not index 255, which the tools of MMSegmentation leave out').waitFor();
    await exportInto(page, join(folder, 'dropped'));
    expect((await readBack(join(folder, 'dropped'))).classes).toContain('void 7 void');
  },
  { prepare: (folder) => join(folder, 'choices.maskmend') },
);
