import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { openDatabase } from '../../src/main/db/database.ts';
import { repairSources, type RepairRequest } from '../../src/main/services/repair/repair-sources.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { discMask, discMasks, noise, temporaryFolder, withoutTimes, writeSources } from './mask-folder.ts';
import { palette, requestFor, watchJob } from './mask-request.ts';

/** A request over four masks and a photo that keeps its project, after its first run. */
async function repairedOnce(change: Partial<RepairRequest> = {}) {
  const base = temporaryFolder();
  const masks = join(base, 'masks');
  mkdirSync(masks);
  const sources = writeSources(masks, { ...discMasks(4), 'photo.png': noise() });
  const request = {
    ...requestFor(sources, join(base, 'out')),
    projectPath: join(base, 'kept.maskmend'),
    ...change,
  };
  return { request, first: await repairSources(request, watchJob().watch) };
}

const writtenAt = ({ files }: RepairRequest): bigint => statSync(files[0].output, { bigint: true }).ctimeNs;
const run = (request: RepairRequest) => repairSources(request, watchJob().watch);

test.each([
  ['a given palette', palette],
  ['an inferred palette', undefined],
])('a second run with %s does nothing again and tells the same', async (_, given) => {
  const { request, first } = await repairedOnce({ palette: given });
  const written = writtenAt(request);
  const second = await run(request);
  expect(withoutTimes(second.files)).toEqual(withoutTimes(first.files));
  expect(second.palette).toEqual(first.palette);
  expect(second.resumedFiles).toBe(given ? 5 : 4);
  expect(writtenAt(request)).toBe(written);
});

test.each<[string, (request: RepairRequest) => Partial<RepairRequest> | undefined]>([
  [
    'a source that changed',
    ({ files }) => {
      writeFileSync(files[0].source.path, discMask(5));
      return undefined;
    },
  ],
  [
    'an output that is gone',
    ({ files }) => {
      rmSync(files[0].output);
      return undefined;
    },
  ],
  [
    'an output that is not ours any more',
    ({ files }) => {
      writeFileSync(files[0].output, 'painted over');
      return undefined;
    },
  ],
  [
    'another place for the output',
    ({ files }) => {
      const [first, ...others] = files;
      return { files: [{ ...first, output: `${first.output}.elsewhere.png` }, ...others] };
    },
  ],
  [
    'a confidence map that was not asked for before',
    ({ files }) => {
      const [first, ...others] = files;
      return { files: [{ ...first, confidence: `${first.output}.confidence.png` }, ...others] };
    },
  ],
])('%s is done again, and nothing else', async (_, spoil) => {
  const { request } = await repairedOnce();
  const changed = { ...request, ...spoil(request) };
  const again = await run(changed);
  expect(again.resumedFiles).toBe(4);
  expect(again.files[0].status).toBe('repaired');
  expect(readPng(readFileSync(changed.files[0].output), defaultReadLimits).raster.channels).toBe('indexed');
  expect((await run(changed)).resumedFiles).toBe(5);
});

test('another format or another palette is done again for every mask', async () => {
  const { request } = await repairedOnce();
  expect((await run({ ...request, format: 'grey' })).resumedFiles).toBe(1);
  const [ground, ...others] = palette.classes;
  const moved = { ...palette, classes: [{ ...ground, index: 9 }, ...others] };
  expect((await run({ ...request, palette: moved })).resumedFiles).toBe(0);
});

test('an output that shows an older result is written again', async () => {
  const { request } = await repairedOnce();
  const [ground, ...others] = palette.classes;
  const moved = { ...request, palette: { ...palette, classes: [{ ...ground, index: 9 }, ...others] } };
  const elsewhere = moved.files.map((file) => ({ ...file, output: `${file.output}.elsewhere.png` }));
  await run({ ...moved, files: elsewhere });
  const again = await run(moved);
  expect(again.files.map(({ status }) => status).filter((status) => status === 'repaired')).toHaveLength(4);
  expect(readFileSync(moved.files[0].output).equals(readFileSync(elsewhere[0].output))).toBe(true);
});

test('the project keeps the labels of every mask, in its own slots', async () => {
  const { request } = await repairedOnce();
  const database = await openDatabase(join(request.files[0].source.root, '../kept.maskmend'));
  const { source, output } = request.files[0];
  const [{ file }] = await database.recall([{ root: source.root, path: source.relativePath }]);
  const mask = await database.mask(file.id, defaultReadLimits);
  const jobs = await database.jobs();
  await database.close();
  const exported = readPng(readFileSync(output), defaultReadLimits).raster;
  expect(mask?.labelMap).toEqual({ width: 96, height: 64, labels: exported.samples });
  expect(jobs).toMatchObject([{ state: 'finished', items: { repaired: 4, skipped: 1 } }]);
});
