import { expect, test } from 'vitest';
import { gatherPalette } from '../../src/main/services/classes/gather-palette.ts';
import { inspectSources } from '../../src/main/services/sources/inspect-sources.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { discMasks, noise, temporaryFolder, writeSources } from './mask-folder.ts';
import { palette, watchJob } from './mask-request.ts';

/** Three masks, a photo and a text, and how to read them. */
function mixedFolder() {
  const files = { ...discMasks(3), 'photo.png': noise(), 'text.png': Buffer.from('no picture') };
  const sources = writeSources(temporaryFolder(), files);
  return { files: sources, workers: 2, memoryBytes: 2 ** 30, limits: defaultReadLimits };
}

test('every file is told in the order asked for: what it is, what happened to it, or why it cannot be read', async () => {
  const request = mixedFolder();
  const found = await inspectSources(request, watchJob().watch);
  expect(found.map(({ source }) => source)).toEqual(request.files);
  expect(found[0]).toMatchObject({
    facts: { format: 'png', width: 96 },
    verdict: { kind: 'clean' },
    distinctColours: 4,
  });
  expect(found[3].verdict?.kind).toBe('not-a-mask');
  expect(found[4]).toMatchObject({ error: { code: 'unsupported-format', path: request.files[4].path } });
});

test('a palette is inferred from the masks of a folder; what took no part is told with the reason', async () => {
  const request = mixedFolder();
  const gathered = await gatherPalette(request, watchJob().watch);
  const rgb = gathered.palette.classes.map((entry) => entry.rgb.join());
  expect(rgb.toSorted()).toEqual(palette.classes.map((entry) => entry.rgb.join()).toSorted());
  expect(gathered.skipped.map(({ source, reason }) => [source.relativePath, reason.code])).toEqual([
    ['photo.png', 'unsupported-format'],
    ['text.png', 'unsupported-format'],
  ]);
});

test('files that hold no mask give no palette', async () => {
  const request = mixedFolder();
  const photos = { ...request, files: [request.files[3]] };
  await expect(gatherPalette(photos, watchJob().watch)).rejects.toMatchObject({ code: 'invalid-palette' });
});

test('an abort is told as cancelled', async () => {
  const { watch, controller } = watchJob();
  controller.abort();
  await expect(inspectSources(mixedFolder(), watch)).rejects.toMatchObject({ code: 'cancelled' });
  await expect(gatherPalette(mixedFolder(), watch)).rejects.toMatchObject({ code: 'cancelled' });
});
