import { expect, test } from 'vitest';
import { FirstCells } from '../../src/shared/resaved/first-cells.ts';
import { SecondSaving } from '../../src/shared/resaved/second-saving.ts';
import { drawMask, scatter } from '../repair/drawn-mask.ts';
import { readModel, saveTwice, type Subsampling } from './save-twice.ts';

const NO_SLACK = { least: 0, perMiss: 0 };

const rows: readonly { first: number; second: number; subsampling: Subsampling; width: number; height: number }[] = [
  { first: 75, second: 90, subsampling: '4:2:0', width: 160, height: 128 },
  { first: 90, second: 75, subsampling: '4:2:0', width: 131, height: 75 },
  { first: 60, second: 95, subsampling: '4:4:4', width: 133, height: 99 },
];

test.each(rows)(
  'two savings of the very mask give the file, at qualities $first, $second, $subsampling, $width x $height',
  async ({ first, second, subsampling, width, height }) => {
    const mask = drawMask(width, height, 2);
    const { model, edges } = readModel(await saveTwice(mask, [first, second], subsampling), mask);
    const side = subsampling === '4:2:0' ? 2 : 1;
    const ratio = { x: side, y: side } as const;
    const saving = new SecondSaving(model, { quality: first, ratio, isSmooth: true });
    const cells = new FirstCells(model, saving, edges);
    saving.save(mask.labels, edges);
    expect(edges.length).toBeGreaterThan(20);
    expect(edges.filter((mcu) => cells.set(mcu, NO_SLACK) > 0)).toEqual([]);
    // In the memory of another saving that is done with.
    const other = new SecondSaving(model, { quality: 30, ratio, isSmooth: false });
    other.save(scatter(mask.labels, { share: 0.2, seed: 3, classes: 4 }), edges);
    const again = new SecondSaving(model, { quality: first, ratio, isSmooth: true }, other);
    const cellsAgain = new FirstCells(model, again, edges);
    again.save(mask.labels, edges);
    expect(edges.filter((mcu) => cellsAgain.set(mcu, NO_SLACK) > 0)).toEqual([]);
  },
);

test('two savings of another mask, or by another first quality, do not', async () => {
  const mask = drawMask(160, 128, 2);
  const { model, edges } = readModel(await saveTwice(mask, [75, 90], '4:2:0'), mask);
  const missed = (quality: number, labels: Uint8Array): number => {
    const saving = new SecondSaving(model, { quality, ratio: { x: 2, y: 2 }, isSmooth: true });
    const cells = new FirstCells(model, saving, edges);
    saving.save(labels, edges);
    return edges.filter((mcu) => cells.set(mcu, NO_SLACK) > 0).length / edges.length;
  };
  expect(missed(75, scatter(mask.labels, { share: 0.02, seed: 3, classes: 4 }))).toBeGreaterThan(0.5);
  expect(missed(80, mask.labels)).toBeGreaterThan(0.9);
});
