import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repairSources } from '../../src/main/services/repair/repair-sources.ts';
import { filesBelow, temporaryFolder, withoutTimes, writeSources } from '../project/mask-folder.ts';
import { requestFor, watchJob } from '../project/mask-request.ts';
import { drawMask, paletteOf, scatter } from '../repair/drawn-mask.ts';
import { encodeJpeg } from '../repair/encode-jpeg.ts';
import { nineColours } from './search-cases.ts';

/** Masks of which a part is scattered pixel by pixel. */
async function hardFiles(): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for (const seed of [2, 5]) {
    const drawn = drawMask(70 + 7 * seed, 80 - 3 * seed, seed, nineColours);
    const noise = scatter(drawn.labels, { share: seed / 8, seed, classes: nineColours.length });
    const labels = drawn.labels.map((label, at) => (at % drawn.width < 12 ? noise[at] : label));
    files[`${seed}.jpg`] = await encodeJpeg({ ...drawn, labels }, { quality: 60 + 5 * seed });
  }
  return files;
}

test('neither the number of workers nor the order of files changes a byte of what a search finds', async () => {
  const base = temporaryFolder();
  const masks = join(base, 'masks');
  mkdirSync(masks);
  const sources = writeSources(masks, await hardFiles());
  const run = async (name: string, workers: number, order: typeof sources) => {
    const out = join(base, name);
    const request = requestFor(order, out);
    const files = request.files.map(({ source }) => {
      const output = join(out, source.relativePath.replace('.jpg', '.png'));
      return { source, output, confidence: output.replace('.png', '.confidence.png') };
    });
    const palette = paletteOf({ colours: nineColours });
    const result = await repairSources({ ...request, files, palette, preset: 'fast', workers }, watchJob().watch);
    const outcomes = withoutTimes(result.files).map((outcome) => JSON.stringify(outcome).replaceAll(out, ''));
    return { outcomes: outcomes.toSorted(), written: filesBelow(out) };
  };
  const one = await run('one', 1, sources);
  expect(Object.keys(one.written)).toHaveLength(4);
  expect(await run('two', 2, sources)).toEqual(one);
  expect(await run('reversed', 1, sources.toReversed())).toEqual(one);
});
