import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { CallInput } from '../../src/shared/contract/calls.ts';
import { startTestHost } from './test-host.ts';

const truth = fileURLToPath(new URL('../../assets/sample/truth/', import.meta.url));
const masks = { role: 'mask' } as const;
const byName = { by: 'name', direction: 'ascending' } as const;
const page = { offset: 0, limit: 100 };

test('a person gets from the sample project to exported masks that are nearly the truth', async () => {
  const host = await startTestHost();
  const opened = await host.call('project.openSample', {});
  expect(opened.name).toBe('Sample');
  await host.idle();

  const { rows, total } = await host.call('sources.list', { filter: masks, sort: byName, ...page });
  expect(total).toBe(6);
  expect(rows.map(({ path, status, hasThumbnail }) => [path, status, hasThumbnail])).toEqual(
    ['cells.jpg', 'field.jpg', 'harbour.jpg', 'site.jpg', 'street.jpg', 'village.png'].map((path) => [
      path,
      'inspected',
      true,
    ]),
  );
  expect(rows.every(({ photo }) => photo !== undefined)).toBe(true);

  const { palette } = await host.call('classes.infer', { revision: 0 });
  expect(palette.classes).toHaveLength(13);
  const { job } = await host.call('jobs.startRepair', {
    selection: { kind: 'filter', filter: masks },
    parameters: { isRepeating: false },
  });
  expect(await host.ended(job)).toMatchObject({ state: 'finished', items: { done: 6, failed: 0, waiting: 0 } });

  const folder = join(host.folder, 'export');
  const request: CallInput<'export.start'> = {
    format: 'indexed-png',
    folder,
    selection: { kind: 'filter', filter: masks },
    undecided: 'all',
    names: 'tree',
    suffix: '',
    indices: [],
    hasConfidenceMaps: true,
    hasPhotos: true,
    hasReport: true,
    isOverwriting: false,
  };
  expect(await host.call('export.preflight', request)).toMatchObject({ files: 6, canStart: true });
  const started = await host.call('export.start', request);
  expect(await host.ended(started.job)).toMatchObject({ state: 'finished' });
  const report = await host.call('export.report', { job: started.job });
  expect(report).toMatchObject({ written: 6, checked: 6, failed: [], isComplete: true });

  const exported = coloursOf(join(folder, 'masks/cells.png'));
  const expected = coloursOf(join(truth, 'cells.png'));
  const wrong = exported.filter((colour, at) => colour !== expected[at]).length;
  expect(wrong / expected.length).toBeLessThan(0.002);
  expect(readFileSync(join(folder, 'photos/cells.jpg')).length).toBeGreaterThan(1000);
  expect(readFileSync(join(folder, 'confidence/cells.png')).length).toBeGreaterThan(50);
  const html = await (await host.get(`/reports/${String(started.job)}/report.html`)).text();
  expect(html).toContain('6 masks');
  expect(html.match(/data:image\/png/g)).toHaveLength(12);
});

/** The colour of every pixel of an indexed PNG. */
function coloursOf(path: string): number[] {
  const { samples, colourTable = new Uint8Array(0) } = readPng(readFileSync(path), defaultReadLimits).raster;
  return Array.from(samples, (index) => {
    return (colourTable[3 * index] << 16) | (colourTable[3 * index + 1] << 8) | colourTable[3 * index + 2];
  });
}
