import { expect, it } from 'vitest';
import { formats } from '../../../src/main/formats/format-list.ts';
import type { Dataset } from '../../../src/shared/model/dataset.ts';
import { exportTo, openFiles, photoPng, widePng } from '../dataset-fixture.ts';

/** A mask that shows each of so many classes, the background among them. */
function openClasses(count: number): Promise<Dataset> {
  const names = Array.from({ length: count }, (_, i) => [i, i === 0 ? 'background' : `class ${i}`]);
  // Three pixels each: a polygon needs no less.
  const row = Array.from({ length: 3 * count }, (_, i) => Math.floor(i / 3));
  return openFiles({
    'dataset_meta.json': JSON.stringify({ label_map: Object.fromEntries(names) as Record<string, string> }),
    'masks/a.png': widePng([row, row, row]),
    'images/a.png': photoPng(row.length, 3),
  });
}

const written = formats.filter(({ exporter }) => exporter !== undefined).map(({ name }) => name);

it.each(written)('%s holds 300 classes, or refuses them before anything is written', async (format) => {
  const result = await exportTo(format, await openClasses(300)).catch((error: unknown) => error);
  if (result instanceof Error) expect(result).toMatchObject({ code: 'usage', hint: expect.any(String) as string });
  else expect(result).toMatchObject({ outcome: { failures: [] } });
});

it('ultralytics holds 255 classes: the last number of its 8 bits is void', async () => {
  const { outcome } = await exportTo('ultralytics', await openClasses(255));
  expect(outcome).toMatchObject({ failures: [], differing: [] });
  await expect(exportTo('ultralytics', await openClasses(257))).rejects.toMatchObject({
    code: 'usage',
    message: 'there are 256 classes, ultralytics holds 255',
  });
});
