import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { CallInput } from '../../src/shared/contract/calls.ts';
import type { SourceRow } from '../../src/shared/contract/source-schemas.ts';
import { asJpeg, colours, drawMask, putFiles } from './draw-masks.ts';
import { startTestHost, type TestHost } from './test-host.ts';

/** What of a project's folder `projectOf` makes. */
const projectParts = ['test.maskmend', 'data'];

const masks = { role: 'mask' } as const;
export const allMasks = { kind: 'filter', filter: masks } as const;

/** Rows of a role by name. */
export async function listAll(host: TestHost, role: 'mask' | 'photo' = 'mask'): Promise<SourceRow[]> {
  const sort = { by: 'name', direction: 'ascending' } as const;
  return (await host.call('sources.list', { filter: { role }, sort, offset: 0, limit: 1000 })).rows;
}

/** A project into which these files were imported. */
export async function projectOf(
  files: Readonly<Record<string, Uint8Array>>,
  as: CallInput<'sources.add'>['as'] = 'mask',
): Promise<TestHost> {
  const host = await startTestHost();
  await host.call('project.create', { path: join(host.folder, 'test.maskmend') });
  const { job } = await host.call('sources.add', { paths: [putFiles(join(host.folder, 'data'), files)], as });
  await host.ended(job);
  return host;
}

/** Projects by name, closed, in folders that go with the file of tests. */
const templates = new Map<string, string>();
afterAll(() => {
  for (const folder of templates.values()) rmSync(folder, { recursive: true, force: true });
});

/** A copy of a project that is made once for a file of tests: what it takes to make it is tested elsewhere. */
export async function copyOf(name: string, make: () => Promise<TestHost>): Promise<TestHost> {
  const template = templates.get(name);
  const host = template === undefined ? await make() : await startTestHost();
  if (template === undefined) {
    await host.call('project.close', { isCancellingJobs: false });
    const folder = mkdtempSync(join(tmpdir(), 'maskmend-template-'));
    templates.set(name, folder);
    for (const part of projectParts) cpSync(join(host.folder, part), join(folder, part), { recursive: true });
  } else cpSync(template, host.folder, { recursive: true });
  await host.call('project.open', { path: join(host.folder, 'test.maskmend') });
  return host;
}

/** Three masks: `a` and `b` with trees, `c` with a roof; `b` is a JPEG. */
export function smallProject(): Promise<TestHost> {
  return copyOf('small', async () =>
    projectOf({
      'a.png': drawMask([colours.tree]),
      'b.jpg': await asJpeg(drawMask([colours.tree, colours.tree], { shift: 3 })),
      'c.png': drawMask([colours.roof]),
    }),
  );
}

/** The small project with classes found and every mask repaired. */
export function repairedProject(): Promise<TestHost> {
  return copyOf('repaired', async () => {
    const host = await smallProject();
    await host.call('classes.infer', { revision: 0 });
    await repairAll(host);
    return host;
  });
}

export async function repairAll(host: TestHost, isRepeating = false) {
  const { job } = await host.call('jobs.startRepair', { selection: allMasks, parameters: { isRepeating } });
  return host.ended(job);
}

export function exportRequest(
  host: TestHost,
  change: Partial<CallInput<'export.start'>> = {},
): CallInput<'export.start'> {
  return {
    format: 'indexed-png',
    folder: join(host.folder, 'export'),
    selection: allMasks,
    undecided: 'all',
    names: 'tree',
    suffix: '',
    indices: [],
    hasConfidenceMaps: false,
    hasPhotos: false,
    hasReport: true,
    isOverwriting: false,
    ...change,
  };
}
