import { join } from 'node:path';
import type { CallInput } from '../../src/shared/contract/calls.ts';
import type { SourceRow } from '../../src/shared/contract/source-schemas.ts';
import { asJpeg, colours, drawMask, putFiles } from './draw-masks.ts';
import { startTestHost, type TestHost } from './test-host.ts';

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

/** Three masks: `a` and `b` with trees, `c` with a roof; `b` is a JPEG. */
export async function smallProject(): Promise<TestHost> {
  return projectOf({
    'a.png': drawMask([colours.tree]),
    'b.jpg': await asJpeg(drawMask([colours.tree, colours.tree], { shift: 3 })),
    'c.png': drawMask([colours.roof]),
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
