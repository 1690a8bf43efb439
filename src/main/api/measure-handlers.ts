import { resolve } from 'node:path';
import type { measureCalls } from '../../shared/contract/measure-calls.ts';
import { compareOriginal, measureOne } from '../services/measure/measure-project.ts';
import { saveMeasures } from '../services/measure/save-measures.ts';
import type { Handlers } from './handler.ts';

export const measureHandlers: Handlers<keyof typeof measureCalls> = {
  'measure.project': (options, { workspace }) => workspace.session().measures.state(options),
  'measure.mask': (request, { workspace }) => measureOne(workspace.session(), request),
  'measure.original': ({ id }, { workspace }) => compareOriginal(workspace.session(), id),
  'measure.compare': ({ first, path }, { workspace }) => {
    return workspace.session().comparer.start({ ...(first && { first: resolve(first) }), path: resolve(path) });
  },
  'measure.comparison': (_, { workspace }) => workspace.session().comparer.state,
  'measure.forgetComparison': (_, { workspace }) => workspace.session().comparer.forget(),
  'measure.save': (request, { workspace }) => {
    return saveMeasures(workspace.session(), { ...request, path: resolve(request.path) });
  },
};
