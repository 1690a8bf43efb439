import type { RepairParametersInput } from '../../../shared/contract/job-calls.ts';
import type { Selection } from '../../../shared/contract/source-schemas.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { repairPresets } from '../../../shared/search/search-preset.ts';
import { noPalette, type ProjectRepairParameters } from './project-repair-job.ts';
import type { ProjectSession } from '../project-session.ts';

/** Begins a repair; throws invalid-palette without classes, conflict while another repair runs, usage for a preset that is not there. */
export async function startRepair(
  session: ProjectSession,
  selection: Selection,
  { preset: wanted = 'exact', isRepeating }: RepairParametersInput,
): Promise<number> {
  const preset = repairPresets.find((name) => name === wanted);
  if (preset === undefined) throw new MaskmendError('usage', `the engine has no preset "${wanted}"`);
  if (session.jobs.has('repair')) {
    throw new MaskmendError('conflict', 'a repair is running already', { hint: 'wait for it, or stop it' });
  }
  const palette = await session.database.projectPalette();
  if (palette === undefined || palette.classes.length === 0) throw noPalette();
  const parameters: ProjectRepairParameters = { selection, preset, isRepeating };
  return session.jobs.start('repair', parameters, { kind: 'repair' });
}
