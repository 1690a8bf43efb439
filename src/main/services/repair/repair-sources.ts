import { RepairJob } from './repair-job.ts';
import { endRepairMeans, type RepairMeans, startRepairMeans } from './repair-means.ts';
import type { RepairOutcome, RepairRequest, RepairWatch } from './repair-request.ts';

export type { FileOutcome } from './file-outcome.ts';
export type { PlannedFile, RepairOutcome, RepairRequest, RepairWatch } from './repair-request.ts';

/**
 * Repairs every file and writes its outputs; one bad file is data on that file and stops nothing. In a kept project,
 * files that are done are not done again as long as source, palette, engine, format and written outputs are what they
 * were. `means`, where they were started before, are for the caller to end. Throws what opening the project throws,
 * `invalid-palette` where none can be inferred, `cancelled` where the signal aborts before there is a palette.
 */
export async function repairSources(
  request: RepairRequest,
  watch: RepairWatch,
  given?: RepairMeans,
): Promise<RepairOutcome> {
  const means = given ?? startRepairMeans({ ...request, files: request.files.length });
  try {
    const project = await means.project;
    return await new RepairJob({ request, watch, project, pool: await means.pool }).run();
  } finally {
    if (given === undefined) await endRepairMeans(means);
  }
}
