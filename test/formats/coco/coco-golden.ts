import { drawItem, openFiles, photoPng, readItem } from '../dataset-fixture.ts';

export interface CocoText {
  images: Record<string, unknown>[];
  annotations: Record<string, unknown>[];
  categories: Record<string, unknown>[];
}

/** As the format's text has it: a polygon, a packed RLE, a crowd. */
export function golden(): CocoText {
  return {
    images: [{ id: 7, file_name: 'a.jpg', width: 6, height: 4 }],
    categories: [
      { id: 1, name: 'person', supercategory: '' },
      { id: 3, name: 'dog', supercategory: '', color: [9, 8, 7] },
    ],
    annotations: [
      {
        id: 1,
        image_id: 7,
        category_id: 1,
        iscrowd: 0,
        segmentation: [[0, 0, 2, 0, 2, 2, 0, 2]],
        area: 4,
        bbox: [0, 0, 2, 2],
        mine: 'kept',
      },
      // Column 4, rows 1 and 2: 17 zeros, 2 ones, 5 zeros.
      {
        id: 2,
        image_id: 7,
        category_id: 3,
        iscrowd: 0,
        segmentation: { size: [4, 6], counts: 'a025' },
        area: 2,
        bbox: [4, 1, 1, 2],
      },
      // Rows 1 to 3 of columns 0 to 1, below the others.
      {
        id: 3,
        image_id: 7,
        category_id: 3,
        iscrowd: 1,
        segmentation: { size: [4, 6], counts: [1, 3, 1, 3, 16] },
        area: 6,
        bbox: [0, 1, 2, 3],
      },
    ],
  };
}

export const DRAWN = ['ppbbbb', 'ppbbdb', 'ddbbdb', 'ddbbbb'];

export function openText(text: unknown, more: Record<string, Uint8Array | string> = {}) {
  return openFiles({
    'annotations/instances_val2017.json': JSON.stringify(text),
    'val2017/a.jpg': photoPng(6, 4),
    ...more,
  });
}

export async function problemsOf(annotation: Record<string, unknown>) {
  const text = golden();
  text.annotations.push({ id: 9, image_id: 7, category_id: 1, iscrowd: 0, ...annotation });
  const dataset = await openText(text);
  const mask = await readItem(dataset.items[0]);
  return { drawn: await drawItem(dataset), problems: [...dataset.problems, ...mask.problems], mask };
}
