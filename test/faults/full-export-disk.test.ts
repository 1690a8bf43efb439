import { hash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { CallInput } from '../../src/shared/contract/calls.ts';
import { mountSmallDisk } from '../small-disk.ts';
import { type ServedProject, serveProject } from './served-project.ts';

const SAMPLE = fileURLToPath(new URL('../../assets/sample/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'maskmend-export-disk-'));
const disk = mountSmallDisk(join(folder, 'disk'), 8);
if (disk === undefined)
  console.log('skipped: no small disk may be mounted here, exports onto a full one are not tested');

let server: ServedProject | undefined;
afterAll(async () => {
  await server?.kill();
  disk?.unmount();
  rmSync(folder, { recursive: true, force: true });
});

/** The job when it does not run any more. */
async function ended(job: number) {
  for (;;) {
    const found = (await call('jobs.list', {})).find(({ id }) => id === job);
    if (found?.state !== 'running') return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const call: ServedProject['call'] = (name, input) => {
  if (server === undefined) throw new Error('there is no server');
  return server.call(name, input);
};

/** The sample, repaired. */
beforeAll(async () => {
  if (disk === undefined) return;
  server = await serveProject(join(folder, 'sample.maskmend'), join(folder, 'home'));
  await ended((await call('sources.add', { paths: [join(SAMPLE, 'masks')], as: 'mask' })).job);
  await ended((await call('sources.add', { paths: [join(SAMPLE, 'photos')], as: 'photo' })).job);
  await call('classes.infer', { revision: 0 });
  const selection = { kind: 'filter', filter: { role: 'mask' } } as const;
  const parameters = { preset: 'draft', isRepeating: false } as const;
  await ended((await call('jobs.startRepair', { selection, parameters })).job);
});

function requestOf(format: string, to: string, hasPhotos: boolean): CallInput<'export.start'> {
  return {
    format,
    folder: to,
    selection: { kind: 'filter', filter: { role: 'mask' } },
    undecided: 'all',
    names: 'tree',
    suffix: '',
    indices: [],
    hasConfidenceMaps: false,
    hasPhotos,
    hasReport: true,
    isOverwriting: false,
  };
}

/** Files below a folder by their paths, hidden ones too. */
function filesBelow(root: string): string[] {
  const all = readdirSync(root, { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const isHidden = (path: string): boolean => path.split('/').some((part) => part.startsWith('.'));
const isReport = (path: string): boolean => /^maskmend-(report|export)\b/.test(path);

const digestOf = (path: string): string => hash('sha256', readFileSync(path));

/** What is the same in two exports of the same masks. */
function contentsOf(root: string): Record<string, string> {
  const files = filesBelow(root).filter((path) => !isReport(path));
  return Object.fromEntries(files.sort().map((path) => [path, digestOf(join(root, path))]));
}

describe.skipIf(disk === undefined)('an export onto a disk that is full', () => {
  const leftovers = [0, 8, 40, 120, 300, 600].map((kilobytes) => kilobytes * 1024);

  test.each(['coco', 'voc', 'indexed-png'])(
    'as %s says so, leaves no half dataset under its name, and is resumed to the whole one when there is room',
    async (format) => {
      const plain = join(folder, format, 'out');
      expect((await ended((await call('export.start', requestOf(format, plain, true))).job))?.state).toBe('finished');
      const whole = contentsOf(plain);
      let failed = 0;
      for (const left of leftovers) {
        const out = join(disk?.folder ?? '', 'out');
        onTestFinished(() => {
          rmSync(out, { recursive: true, force: true });
        });
        disk?.fill(left);
        const { job } = await call('export.start', requestOf(format, out, true));
        const first = await ended(job);
        if (first?.state === 'failed') {
          failed++;
          expect([left, first.error?.code]).toEqual([left, 'disk-full']);
          expect(first.error?.message).toMatch(/disk is full|no room/);
          expect(first.canResume).toBe(true);
          if (format !== 'indexed-png') expect(first.error?.path).toBe(out);
          const there = statSync(out, { throwIfNoEntry: false }) === undefined ? [] : filesBelow(out);
          // Masks that were exported as pictures stand by themselves; each of them is whole.
          const isPictures = format === 'indexed-png';
          const visible = there.filter((path) => !isHidden(path) && !(isPictures && isReport(path)));
          if (isPictures)
            for (const path of visible) expect([path, digestOf(join(out, path))]).toEqual([path, whole[path]]);
          else expect([left, visible]).toEqual([left, []]);
          const pictures = join(out, '.maskmend-report-pictures');
          if (statSync(pictures, { throwIfNoEntry: false }) !== undefined)
            expect(readdirSync(pictures)).not.toEqual([]);
          disk?.free();
          await call('jobs.resume', { job });
          expect((await ended(job))?.state).toBe('finished');
        }
        disk?.free();
        expect(contentsOf(out)).toEqual(whole);
        rmSync(out, { recursive: true, force: true });
      }
      expect(failed).toBeGreaterThan(2);
    },
  );
});
