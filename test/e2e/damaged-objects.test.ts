import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { type DrawnObjects, drawObjects, inColours, inNumbers } from '../review/draw-objects.ts';
import { appTest } from './app-test.ts';
import { addFolder, findClasses, goTo, startRepair, step, waitForIdle, waitForRead } from './steps.ts';

const OBJECTS = 12;
const files = ['a', 'b', 'c'];
const panopticOf = (place: number) => drawObjects({ cell: 120, shift: 4 * place });
const smallOf = (place: number) => drawObjects({ cell: 60, shift: 4 * place });

/** Numbers of 16 bits, made twice as large by a viewer that blends them; ids as COCO's colours, saved as JPEG. */
async function makeDamaged(data: string): Promise<void> {
  for (const kind of ['instances', 'panoptic']) mkdirSync(join(data, kind), { recursive: true });
  for (const [place, name] of files.entries()) {
    const small = smallOf(place);
    const numbers = inNumbers(small, (number) => (number === 0 ? 0 : 300 + 7 * number));
    const resized = sharp(numbers)
      .resize({ width: 2 * small.width, kernel: 'linear' })
      .toColourspace('grey16');
    writeFileSync(join(data, 'instances', `${name}.png`), await resized.png().toBuffer());
    const ids = Array.from({ length: OBJECTS }, (_, i) => 3_000_000 + (i + 1) * 90_113 + place * 977);
    const colours = [0, ...ids].map((id) => [id & 255, (id >> 8) & 255, id >> 16] as const);
    const png = inColours(panopticOf(place), colours);
    writeFileSync(join(data, 'panoptic', `${name}.jpg`), await sharp(png).jpeg({ quality: 85 }).toBuffer());
  }
}

/** Pixels of the map whose number is not that of their object, where each object has the number most of it has. */
function wrongPixels(map: string, truth: Pick<DrawnObjects, 'numbers'>): number {
  const { samples } = readPng(readFileSync(map), defaultReadLimits).raster;
  expect(samples.length).toBe(truth.numbers.length);
  const votes = new Map<string, number>();
  for (const [i, number] of truth.numbers.entries()) {
    const pair = `${number} ${samples[i] ?? 0}`;
    votes.set(pair, (votes.get(pair) ?? 0) + 1);
  }
  const given = new Map<string, number>();
  const taken = new Set<string>();
  for (const [pair, pixels] of [...votes].sort((a, b) => b[1] - a[1])) {
    const [object = '', number = ''] = pair.split(' ');
    if (given.has(object) || taken.has(number)) continue;
    taken.add(number);
    given.set(object, pixels);
  }
  expect(given.size).toBe(OBJECTS + 1);
  return truth.numbers.length - [...given.values()].reduce((sum, pixels) => sum + pixels, 0);
}

/** Every pixel four times. */
function twice({ width, height, numbers }: DrawnObjects): Pick<DrawnObjects, 'numbers'> {
  const large = Uint16Array.from({ length: 4 * width * height }, (_, at) => {
    const [x, y] = [at % (2 * width), Math.floor(at / (2 * width))];
    return numbers[(y >> 1) * width + (x >> 1)] ?? 0;
  });
  return { numbers: large };
}

appTest(
  'damaged masks of objects, numbers that were enlarged and ids that were saved as JPEG, are repaired and written as maps',
  async ({ page, folder }) => {
    const [data, out] = [join(folder, 'data'), join(folder, 'out')];
    await makeDamaged(data);
    await addFolder(page, data);
    await waitForRead(page, 6);
    await findClasses(page);
    await startRepair(page);
    await waitForIdle(page);
    await step(page, 'Review').click();
    await page.getByRole('option', { selected: true }).waitFor();
    await goTo(page, 'a.png');
    await page.getByText('enlarged linearly from 240 x 180 px; undone exactly').waitFor();
    await page.getByRole('tab', { name: 'Objects' }).click();
    for (const [name, because] of [
      ['a.png', 'Found: it is called "instances".'],
      ['a.jpg', 'Found: it is called "panoptic".'],
    ] as const) {
      await goTo(page, name);
      await page.getByRole('status').getByText(`${OBJECTS} objects`, { exact: true }).waitFor();
      await page.getByText(because).waitFor();
    }

    await step(page, 'Export').click();
    await page.getByRole('textbox', { name: 'Folder' }).fill(out);
    await page.getByText(/^6 masks told objects apart/).waitFor();
    await page.getByLabel(/^Maps of objects/).check();
    await page.getByText('Numbers of objects, 0 for none, are written as grey levels of 8 bits, for 6 masks').waitFor();
    await page.getByRole('button', { name: 'Export 6 masks' }).click();
    await page.getByText('6 masks written, read back, and found equal').waitFor();
    for (const [place, name] of files.entries()) {
      expect(wrongPixels(join(out, 'objects/panoptic', `${name}.png`), panopticOf(place)), name).toBe(0);
      expect(wrongPixels(join(out, 'objects/instances', `${name}.png`), twice(smallOf(place))), name).toBe(0);
    }
  },
  { prepare: (folder) => join(folder, 'objects.maskmend') },
);
