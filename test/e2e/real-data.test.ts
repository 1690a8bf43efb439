import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { filesOfType, openDataFolder } from '../accuracy/open-data.ts';
import { appTest } from './app-test.ts';
import { addFolder, findClasses, startRepair, step, waitForRead, waitForStatus } from './steps.ts';

const data = openDataFolder();
const pairs = data === undefined ? undefined : join(data, 'pairs', 'lfw_face_only');

if (pairs === undefined) test.skip('real damaged masks in the app: no data folder (MASKMEND_DATA)');
else {
  const names = filesOfType(pairs, '.jpg');
  appTest(
    'real damaged masks come back as they were drawn, from adding the folder to the exported files',
    async ({ page, folder }) => {
      await addFolder(page, join(folder, 'masks'));
      await waitForRead(page, names.length);
      await findClasses(page);
      await startRepair(page);
      await waitForStatus(page, `${names.length} repaired`);
      await step(page, 'Export').click();
      await page.getByRole('textbox', { name: 'Folder' }).fill(join(folder, 'out'));
      await page.getByRole('button', { name: `Export ${names.length} masks` }).click();
      await page.getByText(`${names.length} masks written, read back, and found equal`).waitFor();
      for (const name of names) {
        const stem = name.replace(/\.jpg$/, '');
        const drawn = coloursOf(join(pairs, `${stem}.clean.png`));
        expect(coloursOf(join(folder, 'out', 'masks', `${stem}.png`)).equals(drawn), name).toBe(true);
      }
    },
    {
      prepare: (folder) => {
        mkdirSync(join(folder, 'masks'));
        for (const name of names) cpSync(join(pairs, name), join(folder, 'masks', name));
        return join(folder, 'real.maskmend');
      },
    },
  );
}

/** Red, green and blue of every pixel, however the file holds them. */
function coloursOf(path: string): Buffer {
  const { samples, colourTable, channels } = readPng(readFileSync(path), defaultReadLimits).raster;
  if (channels === 'rgb') return Buffer.from(samples);
  const colourAt = (sample: number) =>
    colourTable === undefined ? [sample, sample, sample] : [...colourTable.subarray(3 * sample, 3 * sample + 3)];
  return Buffer.from(Array.from(samples, colourAt).flat());
}
