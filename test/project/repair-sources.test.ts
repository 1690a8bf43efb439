import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { openDatabase } from '../../src/main/db/database.ts';
import type { JobProgress } from '../../src/main/jobs/job-progress.ts';
import { repairSources } from '../../src/main/services/repair/repair-sources.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { discMask, discMasks, filesBelow, noise, temporaryFolder, withoutTimes, writeSources } from './mask-folder.ts';
import { palette, requestFor, watchJob } from './mask-request.ts';

/** A folder of sources and one for results. */
function folders() {
  const base = temporaryFolder();
  const masks = join(base, 'masks');
  mkdirSync(masks);
  return { base, masks, out: join(base, 'out') };
}

test('every mask is written where it was planned, and no source is touched', async () => {
  const { masks, out } = folders();
  const sources = writeSources(masks, discMasks(5));
  const before = filesBelow(masks);
  const request = requestFor(sources, out);
  const files = request.files.map((file) => ({ ...file, confidence: `${file.output}.confidence.png` }));
  const result = await repairSources({ ...request, files }, watchJob().watch);
  expect(result).toMatchObject({ palette, wasCancelled: false, resumedFiles: 0 });
  expect(result.files.map(({ source, status }) => [source, status])).toEqual(
    sources.map((source) => [source, 'repaired']),
  );
  expect(filesBelow(masks)).toEqual(before);
  const written = readPng(readFileSync(files[0].output), defaultReadLimits).raster;
  expect(written).toMatchObject({ width: 96, height: 64, channels: 'indexed' });
  const confidence = readPng(readFileSync(files[0].confidence), defaultReadLimits).raster;
  expect(confidence.samples.every((value) => value === 255)).toBe(true);
});

test('the number of workers changes neither the results nor their order', async () => {
  const { masks, base } = folders();
  const sources = writeSources(masks, discMasks(12));
  const runs = [1, 3].map(async (workers) => {
    const out = join(base, `out-${String(workers)}`);
    const { files } = await repairSources({ ...requestFor(sources, out), workers }, watchJob().watch);
    return { files: withoutTimes(files), written: filesBelow(out) };
  });
  const [one, three] = await Promise.all(runs);
  expect(three.written).toEqual(one.written);
  expect(JSON.stringify(three.files).replaceAll('out-3', 'out-1')).toBe(JSON.stringify(one.files));
});

test('bad files are told each with its reason, and the good ones among them are repaired', async () => {
  const { masks, out } = folders();
  const good = discMask(1);
  const sources = writeSources(masks, {
    'a.png': good,
    'cut.png': good.subarray(0, good.length >> 1),
    'empty.png': new Uint8Array(0),
    'photo.png': noise(),
    'text.jpg': Buffer.from('a text that calls itself a picture'),
    'z.png': good,
  });
  const missing = { path: join(masks, 'gone.png'), root: masks, relativePath: 'gone.png' };
  const { files } = await repairSources(requestFor([...sources, missing], out), watchJob().watch);
  expect(files.map(({ status, error }) => [status, error?.code, error?.path])).toEqual([
    ['repaired', undefined, undefined],
    ['failed', 'truncated-file', join(masks, 'cut.png')],
    ['failed', expect.any(String), join(masks, 'empty.png')],
    ['skipped', undefined, undefined],
    ['failed', 'unsupported-format', join(masks, 'text.jpg')],
    ['repaired', undefined, undefined],
    ['failed', 'not-found', join(masks, 'gone.png')],
  ]);
  expect(Object.keys(filesBelow(out)).sort()).toEqual(['a.png', 'z.png']);
});

test('without a palette it is inferred from the files; photos are skipped and bad files told', async () => {
  const { masks, out } = folders();
  const sources = writeSources(masks, { ...discMasks(4), 'photo.png': noise(), 'text.png': Buffer.from('no picture') });
  const stages = new Set<string>();
  const { watch } = watchJob(({ stage }) => stages.add(stage));
  const result = await repairSources({ ...requestFor(sources, out), palette: undefined }, watch);
  const statuses = ['repaired', 'repaired', 'repaired', 'repaired', 'skipped', 'failed'];
  expect(result.files.map(({ status }) => status)).toEqual(statuses);
  const inferred = result.palette.classes.map(({ rgb }) => rgb.join());
  expect(inferred.toSorted()).toEqual(palette.classes.map(({ rgb }) => rgb.join()).toSorted());
  expect([...stages]).toEqual(['inspecting', 'repairing']);
});

test('where no file is a mask there is no palette and nothing fails', async () => {
  const { masks, out } = folders();
  const sources = writeSources(masks, { 'photo.png': noise() });
  const result = await repairSources({ ...requestFor(sources, out), palette: undefined }, watchJob().watch);
  expect(result.palette.classes).toEqual([]);
  expect(result.files).toMatchObject([{ status: 'skipped', verdict: { kind: 'not-a-mask' } }]);
});

test('progress counts every file to the end', async () => {
  const { masks, out } = folders();
  const events: JobProgress[] = [];
  const { watch } = watchJob((progress) => events.push(progress));
  await repairSources(requestFor(writeSources(masks, discMasks(30)), out), watch);
  expect(events.at(0)).toMatchObject({ stage: 'repairing', seq: 1, done: 0, total: 30 });
  expect(events.at(-1)).toMatchObject({ done: 30, total: 30, etaMs: 0 });
  expect(events.map(({ done }) => done)).toEqual(events.map(({ done }) => done).toSorted((a, b) => a - b));
});

test('masks far above their share of memory are repaired too', async () => {
  const { masks, out } = folders();
  const sources = writeSources(masks, {
    'large.png': discMask(1, 700, 500),
    'larger.png': discMask(2, 900, 700),
    ...discMasks(3),
  });
  const { files } = await repairSources({ ...requestFor(sources, out), memoryBytes: 2 ** 20 }, watchJob().watch);
  expect(files.map(({ status }) => status)).toEqual(sources.map(() => 'repaired'));
});

test('a mask above the limits is refused, however much memory there is', async () => {
  const { masks, out } = folders();
  const request = requestFor(writeSources(masks, { 'a.png': discMask(1) }), out);
  const limits = { ...defaultReadLimits, maxPixels: 1000 };
  const { files } = await repairSources({ ...request, limits }, watchJob().watch);
  expect(files).toMatchObject([{ status: 'failed', error: { code: 'too-large' } }]);
});

test.each([
  ['vanishes', rmSync],
  [
    'changes',
    (path: string) => {
      writeFileSync(path, discMask(9));
    },
  ],
])('a source that %s between the two readings of a job fails in clear words', async (_, spoil) => {
  const { masks, out } = folders();
  const sources = writeSources(masks, discMasks(3));
  const { watch } = watchJob();
  const onPalette = (): void => {
    spoil(sources[1].path);
  };
  const { files } = await repairSources({ ...requestFor(sources, out), palette: undefined }, { ...watch, onPalette });
  expect(files.map(({ status }) => status)).toEqual(['repaired', 'failed', 'repaired']);
  expect(files[1].error?.message).toContain('the file vanished or changed while it was read');
});

test('a full disk fails the files it hits, and nothing half-written stays', async () => {
  const { masks, out } = folders();
  process.env['MASKMEND_WRITE_FAULT'] = 'ENOSPC';
  onTestFinished(() => {
    delete process.env['MASKMEND_WRITE_FAULT'];
  });
  const { files } = await repairSources(requestFor(writeSources(masks, discMasks(3)), out), watchJob().watch);
  expect(files.map(({ status, error }) => [status, error?.code])).toEqual(files.map(() => ['failed', 'disk-full']));
  expect(filesBelow(out)).toEqual({});
});

test('a project in use is refused before any file is read', async () => {
  const { base, masks, out } = folders();
  const projectPath = join(base, 'kept.maskmend');
  const owner = await openDatabase(projectPath);
  const request = { ...requestFor(writeSources(masks, discMasks(1)), out), projectPath };
  await expect(repairSources(request, watchJob().watch)).rejects.toMatchObject({ code: 'project-busy' });
  await owner.close();
});
