import { exportReportSchema, type exportCalls } from '../../shared/contract/export-calls.ts';
import { MaskmendError } from '../../shared/errors.ts';
import { countLosses } from '../services/datasets/dataset-preflight.ts';
import { listExportFormats } from '../services/export/export-formats.ts';
import { checkExport } from '../services/export/export-preflight.ts';
import type { Handlers } from './handler.ts';

export const exportHandlers: Handlers<keyof typeof exportCalls> = {
  'export.formats': () => listExportFormats(),
  'export.preflight': (request, { workspace }) => checkExport(workspace.session(), request),
  'export.losses': (request, { workspace }) => countLosses(workspace.session(), request),
  'export.start': async (request, { workspace }) => ({
    job: await workspace.session().jobs.start('export', request, { kind: 'export' }),
  }),
  'export.report': async ({ job }, { workspace }) => {
    const details = await workspace.session().database.jobDetails(job);
    const report = exportReportSchema.safeParse(details?.result);
    if (report.success) return report.data;
    throw new MaskmendError('not-found', 'the export has no report yet', { hint: 'wait until it has ended' });
  },
};
