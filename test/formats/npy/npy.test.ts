import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeNpy, encodeNpy } from '../../../src/main/formats/npy/npy-array.ts';
import { drawItem, exportTo, greyPng, openFiles, photoPng, readItem } from '../dataset-fixture.ts';

describe('NumPy', () => {
  it('arrays are one-hot over height, width and class, and read back as the mask', async () => {
    const dataset = await openFiles({
      'class_dict.csv': 'name,r,g,b\nbackground,0,0,0\ncar,9,9,99\n',
      'masks/a.png': greyPng(['011', '000']),
    });
    const { out, outcome } = await exportTo('npy', dataset);
    expect(outcome.differing).toEqual([]);
    const array = decodeNpy(readFileSync(`${out}/onehot/train/a.npy`));
    expect(array.shape).toEqual([2, 3, 2]);
    expect([...array.values]).toEqual([1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0]);
  });

  it('arrays of indices have the photos of their names, in folders as people have them', async () => {
    const array = encodeNpy(Uint8Array.of(0, 1), [1, 2]);
    const files = { 'masks/a.npy': array, 'images/a.png': photoPng(2, 1), 'images/b.png': photoPng(2, 1) };
    await expect(openFiles(files)).rejects.toMatchObject({
      code: 'unsupported-format',
      message: 'holds arrays of NumPy without the names of their classes in masks/a.npy, which are not read',
      hint: expect.stringContaining('dataset_meta.json') as string,
    });
    const meta = JSON.stringify({ label_map: { 0: 'background', 1: 'car' } });
    for (const place of ['', 'masks/']) {
      const dataset = await openFiles({ ...files, [`${place}dataset_meta.json`]: meta });
      expect(dataset).toMatchObject({ format: 'npy', problems: [], items: [{ stem: 'a' }] });
      expect(dataset.items.map(({ split, photo }) => [split, photo?.name])).toEqual([[undefined, 'images/a.png']]);
      expect(await drawItem(dataset)).toEqual(['bc']);
    }
    const parted = { 'masks/train/a.npy': array, 'images/train/a.png': photoPng(2, 1), 'dataset_meta.json': meta };
    expect(await openFiles(parted)).toMatchObject({
      items: [{ stem: 'a', split: 'train', photo: { name: 'images/train/a.png' } }],
    });
  });

  it('arrays that are cut off, of other kinds, or not one-hot are refused', async () => {
    const good = encodeNpy(Uint8Array.of(1, 0), [1, 1, 2]);
    expect(() => decodeNpy(good.subarray(0, good.length - 1))).toThrow(/its shape needs 2/);
    expect(() => decodeNpy(Buffer.from(Buffer.from(good).toString('latin1').replace('|u1', '<c8'), 'latin1'))).toThrow(
      /holds no masks/,
    );
    expect(() => decodeNpy(Buffer.from('nonsense and more'))).toThrow(/no NumPy array/);
    const meta = JSON.stringify({ labels: ['a', 'b'] });
    const dataset = await openFiles({
      'onehot/dataset_meta.json': meta,
      'onehot/train/a.npy': encodeNpy(Uint8Array.of(1, 1), [1, 1, 2]),
    });
    await expect(readItem(dataset.items[0])).rejects.toMatchObject({
      code: 'corrupt-file',
      path: 'onehot/train/a.npy',
    });
  });

  it.each([
    ["'<i8'", [3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], [3, 1]],
    ["'<i8'", [255, 255, 255, 255, 255, 255, 255, 255, 1, 0, 0, 0, 1, 0, 0, 0], [-1, -1]],
    ["'>i8'", [0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1], [3, 1]],
    ["'>u2'", [1, 2, 0, 1], [258, 1]],
    ["'<i2'", [255, 255, 2, 0], [-1, 2]],
    ["'|i1'", [255, 2], [-1, 2]],
    ["'<u4'", [255, 255, 255, 255, 2, 0, 0, 0], [-1, 2]],
    ["'<f4'", [0, 0, 64, 64, 0, 0, 0, 0], [3, 0]],
  ])('numbers of the type %s are read', (type, bytes, values) => {
    expect([...decodeNpy(npy(type, '(1, 2)', bytes)).values]).toEqual(values);
  });

  it('arrays of scores are refused', () => {
    expect(() => decodeNpy(npy("'<f4'", '(1,)', [0, 0, 96, 64]))).toThrow(/holds 3.5, which is no whole number/);
  });

  it('arrays that lie column by column are put in order', () => {
    expect([...decodeNpy(npy("'|u1'", '(2, 3)', [0, 3, 1, 4, 2, 5], 'True')).values]).toEqual([0, 1, 2, 3, 4, 5]);
    const [shape, bytes] = ['(2, 1, 2)', [0, 2, 1, 3]] as const;
    expect([...decodeNpy(npy("'|u1'", shape, bytes, 'True')).values]).toEqual([0, 1, 2, 3]);
  });

  it('arrays of one plane hold indices', async () => {
    const dataset = await openFiles({
      'onehot/dataset_meta.json': JSON.stringify({ labels: ['a', 'b'] }),
      'onehot/train/a.npy': encodeNpy(Uint8Array.of(0, 1), [1, 2, 1]),
    });
    expect(await drawItem(dataset)).toEqual(['ab']);
  });
});

/** As NumPy writes it, with the header's texts given. */
function npy(type: string, shape: string, data: readonly number[], order = 'False'): Uint8Array {
  const header = `{'descr': ${type}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
  const mark = Buffer.from('\x93NUMPY\x01\x00', 'latin1');
  return Buffer.concat([mark, Buffer.of(header.length, 0), Buffer.from(header, 'latin1'), Buffer.from(data)]);
}
