import type { JobKind } from '../../db/tables/jobs-table.ts';
import { runExport } from '../export/export-job.ts';
import { runImport } from '../datasets/import-job.ts';
import type { LiveJob } from './live-job.ts';
import { runProjectRepair } from '../repair/project-repair-job.ts';
import { runEditAll } from '../review/edit-all.ts';
import { runRescan } from '../sources/rescan-job.ts';

/**
 * What the job of each kind does. It is called when the job begins and again when it is resumed, with the parameters as
 * the project keeps them; files that are done are not given to it again.
 */
export const jobKinds = {
  import: runImport,
  rescan: runRescan,
  repair: runProjectRepair,
  export: runExport,
  edit: runEditAll,
} as const satisfies Record<JobKind, (job: LiveJob, parameters: unknown) => Promise<void>>;
