import type { sourceCalls } from '../../shared/contract/source-calls.ts';
import { resolve } from 'node:path';
import { detectDatasets, readableFormats } from '../services/datasets/dataset-import.ts';
import { found } from '../services/sources/found.ts';
import { describeProblems, fixProblem } from '../services/sources/source-problems.ts';
import { exportTable } from '../services/sources/source-tables.ts';
import { describeStatistics, listDuplicates } from '../services/sources/source-statistics.ts';
import type { Handlers } from './handler.ts';

export const sourceHandlers: Handlers<keyof typeof sourceCalls> = {
  'sources.detect': async ({ paths }, { workspace }) => ({
    datasets: await detectDatasets(paths, workspace.limits),
    formats: readableFormats(),
  }),
  'sources.add': async ({ paths, as, datasets = [] }, { workspace }) => {
    const { jobs } = workspace.session();
    const given = {
      paths: paths.map((path) => resolve(path)),
      as,
      datasets: datasets.map((dataset) => ({ ...dataset, path: resolve(dataset.path) })),
    };
    return { job: await jobs.start('import', given, { kind: 'import', as: given.as }) };
  },
  'sources.scanStatus': (_, { workspace }) => workspace.session().scan,
  'sources.remove': async ({ selection }, { workspace }) => {
    const session = workspace.session();
    const removed = await session.database.removeSources(selection);
    session.touch();
    session.recheckSoon();
    return { removed };
  },
  'sources.setRole': async ({ selection, role }, { workspace }) => {
    const session = workspace.session();
    const changed = await session.database.setRoles(selection, role);
    session.touch();
    session.recheckSoon();
    return { changed };
  },
  'sources.decide': async ({ selection, decision }, { workspace }) => {
    const session = workspace.session();
    const changed = await session.database.decide(selection, { decision });
    session.touch();
    return { changed };
  },
  'sources.rescan': async (_, { workspace }) => {
    return { job: await workspace.session().jobs.start('rescan', {}, { kind: 'rescan' }) };
  },
  'sources.list': (request, { workspace }) => workspace.session().database.listSources(request),
  'sources.position': async ({ id, filter, sort }, { workspace }) => {
    return { position: await workspace.session().database.sourcePosition(id, { filter, sort }) };
  },
  'sources.facets': ({ filter }, { workspace }) => workspace.session().database.sourceFacets(filter),
  'sources.get': async ({ id }, { workspace }) => {
    return found(await workspace.session().database.sourceDetail(id), 'file');
  },
  'sources.pairs': (request, { workspace }) => workspace.session().database.listPairs(request),
  'sources.suggestPairs': ({ limit }, { workspace }) => workspace.session().database.suggestPairs(limit),
  'sources.setPairs': async ({ changes }, { workspace }) => {
    const session = workspace.session();
    const label = { kind: 'pair', count: changes.length } as const;
    const changed = await session.database.setPairs(changes, label);
    session.touch();
    session.recheckSoon();
    return { changed };
  },
  'sources.problems': (_, { workspace }) => describeProblems(workspace.session()),
  'sources.fix': async ({ kind }, { workspace }) => ({ changed: await fixProblem(workspace.session(), kind) }),
  'sources.duplicates': ({ role, ...page }, { workspace }) => listDuplicates(workspace.session(), role, page),
  'sources.statistics': ({ role }, { workspace }) => describeStatistics(workspace.session(), role),
  'sources.exportCsv': (request, { workspace }) => exportTable(workspace.session(), request),
};
