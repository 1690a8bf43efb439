import { type MaskPool, openMaskPool } from '../../jobs/mask-pool.ts';
import { openProject, type OpenProject } from '../open-project.ts';

/** What a repair works with. Both take a while to start, each in threads of its own. */
export interface RepairMeans {
  readonly pool: Promise<MaskPool>;
  readonly project: Promise<OpenProject>;
}

export interface MeansRequest {
  readonly workers: number;
  /** As many as there are; where that is not known yet, as many as threads shall start at once. */
  readonly files: number;
  /** Undefined: a temporary project. */
  readonly projectPath: string | undefined;
}

/**
 * Starts the threads, then the project, whose code is loaded while they start; a failure of either is told where it is
 * waited for.
 */
export function startRepairMeans({ workers, files, projectPath }: MeansRequest): RepairMeans {
  const pool = openMaskPool(workers, files);
  const open = (): Promise<OpenProject> => openProject(projectPath);
  const means = { pool, project: pool.then(open, open) };
  // Nobody may be waiting yet.
  means.project.catch(() => undefined);
  means.pool.catch(() => undefined);
  return means;
}

/** Ends what was started, whether it was used or not. */
export async function endRepairMeans({ pool, project }: RepairMeans): Promise<void> {
  const [opening, opened] = await Promise.allSettled([pool, project]);
  await Promise.all([
    opening.status === 'fulfilled' && opening.value.close(),
    opened.status === 'fulfilled' && opened.value.close(),
  ]);
}
