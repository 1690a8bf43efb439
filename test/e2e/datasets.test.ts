import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { importDataset } from '../../src/main/formats/registry.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { drawItem, exportTo, openFiles, photoPng } from '../formats/dataset-fixture.ts';
import { colours, drawMask } from '../api/draw-masks.ts';
import { appTest } from './app-test.ts';
import { addFolder, rowOf, startRepair, step, waitForRows, waitForStatus } from './steps.ts';
import { findViolations } from './find-violations.ts';

const CLASSES = 'name,r,g,b\nground,0,0,0\ntree,0,128,0\nroof,200,30,30\n';

/** A folder of VOC and a COCO file with its photos, of two masks each. */
async function makeDatasets(folder: string): Promise<{ voc: string; coco: string }> {
  const masks = await openFiles({
    'class_dict.csv': CLASSES,
    'masks/a.png': drawMask([colours.tree, colours.roof]),
    'masks/b.png': drawMask([colours.roof]),
    'images/a.png': photoPng(96, 96),
    'images/b.png': photoPng(96, 96),
  });
  const [voc, coco] = [join(folder, 'voc'), join(folder, 'coco')];
  await exportTo('voc', masks, { out: voc, names: 'voc-{stem}' });
  await exportTo('coco', masks, { out: coco, names: 'coco-{stem}' });
  return { voc, coco };
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'This looks like a dataset' });

const written = (page: Page) => page.getByText('4 masks written, read back, and found equal');

async function exportAs(page: Page, format: string, folder: string): Promise<void> {
  await page.getByRole('radio', { name: format, exact: true }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await page.getByRole('button', { name: 'Export 4 masks' }).click();
  await written(page).waitFor();
}

appTest(
  'datasets of two formats become one project, and go into two others',
  async ({ page, folder }) => {
    const { voc, coco } = await makeDatasets(folder);
    await addFolder(page, voc);
    await dialog(page).getByText('Because of labelmap.txt beside SegmentationClass with 2 files').waitFor();
    await dialog(page).getByRole('button', { name: 'Add dataset' }).click();
    await waitForRows(page, 2);
    await addFolder(page, coco);
    await dialog(page)
      .getByText(/COCO instances|Because of/)
      .first()
      .waitFor();
    expect(await findViolations(page, 'dataset')).toEqual([]);
    await dialog(page).getByRole('button', { name: 'Add dataset' }).click();
    await waitForRows(page, 4);
    await rowOf(page, 'coco-a').getByText('drawn').waitFor();
    await rowOf(page, 'voc-a').getByText('read', { exact: true }).waitFor();
    await startRepair(page);
    await waitForStatus(page, '2 repaired');
    await waitForStatus(page, '2 drawn');

    await step(page, 'Export').click();
    await page.getByRole('radio', { name: 'CVAT segmentation mask 1.1' }).click();
    await page.getByLabel('One zip archive in place of the folder').check();
    await exportAs(page, 'CVAT segmentation mask 1.1', join(folder, 'task'));
    await page.getByRole('button', { name: 'Export again…' }).click();
    await written(page).waitFor({ state: 'detached' });
    await page.getByLabel('One zip archive in place of the folder').uncheck();
    await exportAs(page, 'COCO panoptic', join(folder, 'panoptic'));

    const cvat = await importDataset({ path: join(folder, 'task.zip'), raster: 'coco', limits: defaultReadLimits });
    expect([cvat.format, cvat.items.map(({ stem }) => stem).sort()]).toEqual([
      'cvat',
      ['coco-a', 'coco-b', 'voc-a', 'voc-b'],
    ]);
    const [cocoA, , vocA] = [...cvat.items.keys()].sort((i, j) => (cvat.items[i].stem < cvat.items[j].stem ? -1 : 1));
    // Ground is background in one of them, and the ground of the other.
    expect((await drawItem(cvat, cocoA)).join().replaceAll('b', 'g')).toBe(
      (await drawItem(cvat, vocA)).join().replaceAll('b', 'g'),
    );
    expect(readdirSync(join(folder, 'panoptic/annotations')).sort()).toEqual(['panoptic_train', 'panoptic_train.json']);
  },
  { prepare: (folder) => join(folder, 'mixed.maskmend') },
);
