import sharp from 'sharp';
import { expect, test } from 'vitest';
import { colours, drawMask } from '../api/draw-masks.ts';
import { projectOf, repairAll, repairedProject } from '../api/projects.ts';
import { idOf, labelsOf, paint, readTile, slotOf, undo } from './review-host.ts';

test('where labels differ from the nearest colour of the source is told tile by tile, of every act at once', async () => {
  const host = await repairedProject();
  const id = await idOf(host, 'a.png');
  const [ground, roof] = [await slotOf(host, colours.ground), await slotOf(host, colours.roof)];
  const changed = async () => [...(await readTile(host, id, 'changed')).values];
  const { classes } = await host.call('classes.get', {});
  const labels = await labelsOf(host, id);
  const original = (await readTile(host, id, 'original')).values;
  const expected = (slots: readonly number[]) =>
    slots.map((slot, pixel) => (slot === nearest([...original.slice(4 * pixel, 4 * pixel + 3)]) ? 0 : 255));
  const nearest = (rgb: number[]): number | undefined => {
    const distance = (other: readonly number[]) =>
      other.reduce((sum, level, i) => sum + (level - (rgb[i] ?? 0)) ** 2, 0);
    return classes.toSorted((a, b) => distance(a.sourceRgb) - distance(b.sourceRgb)).at(0)?.slot;
  };
  expect(await changed()).toEqual(expected(labels));
  await paint(host, id, { slot: roof, at: 10, length: 5 });
  const painted = await changed();
  expect(painted).toEqual(expected(await labelsOf(host, id)));
  expect(painted.slice(10, 15)).toEqual([255, 255, 255, 255, 255]);
  await undo(host);
  expect(await changed()).toEqual(expected(labels));
  expect(labels[10]).toBe(ground);
});

test('in a file of indices the nearest class is told by its index, whatever its colour', async () => {
  const grey = (level: number) => [level, level, level] as const;
  const drawn = drawMask([grey(5), grey(10), grey(15)]);
  const host = await projectOf({ 'a.jpg': await sharp(drawn).toColourspace('b-w').jpeg({ quality: 95 }).toBuffer() });
  await host.call('classes.applyPreset', { revision: 0, preset: 'voc' });
  await repairAll(host);
  const id = await idOf(host, 'a.jpg');
  expect((await host.call('review.mask', { id })).showsIndices).toBe(true);
  const changed = [...(await readTile(host, id, 'changed')).values].filter((mark) => mark > 0).length;
  expect(changed).toBeGreaterThan(0);
  // At boundaries; the colours of these classes are all far from such greys, and of every disc.
  expect(changed).toBeLessThan(2000);
});
