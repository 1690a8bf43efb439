import { openMaskPool } from '../jobs/mask-pool.ts';
import { openProject } from './open-project.ts';
import { RepairJob } from './repair-job.ts';
import type { RepairOutcome, RepairRequest, RepairWatch } from './repair-request.ts';

export type { FileOutcome } from './file-outcome.ts';
export type { PlannedFile, RepairOutcome, RepairRequest, RepairWatch } from './repair-request.ts';

/**
 * Repairs every file and writes its outputs; one bad file is data on that file and stops nothing. In a kept project,
 * files that are done are not done again as long as source, palette, engine, format and written outputs are what they
 * were. Throws what opening the project throws, `invalid-palette` where none can be inferred, `cancelled` where the
 * signal aborts before there is a palette.
 */
export async function repairSources(request: RepairRequest, watch: RepairWatch): Promise<RepairOutcome> {
  // Threads and project start together.
  const [opening, project] = await Promise.allSettled([
    openMaskPool(request.workers, request.files.length),
    openProject(request.projectPath),
  ]);
  try {
    if (project.status === 'rejected') throw project.reason;
    if (opening.status === 'rejected') throw opening.reason;
    return await new RepairJob({ request, watch, project: project.value, pool: opening.value }).run();
  } finally {
    await Promise.all([
      opening.status === 'fulfilled' && opening.value.close(),
      project.status === 'fulfilled' && project.value.close(),
    ]);
  }
}
