import type { MaskContent } from '../../shared/repair/mask-content.ts';
import type { MaskRepair, RepairParameters } from '../../shared/repair/mask-repair.ts';
import { repairMask } from '../../shared/repair/repair-mask.ts';
import { type CallerTask, CrewCaller } from './call-crew.ts';
import { CrewFailure } from './thread-crew.ts';

/**
 * Repairs a mask, a large one by several threads. Where one of them dies or hangs, what the others did is given up and
 * the mask repaired anew by this one alone: its labels are the same. Throws as `repairMask` does.
 */
export function repairByCrew(
  content: MaskContent,
  parameters: Omit<RepairParameters, 'callCrew'>,
  task: CallerTask,
): MaskRepair {
  const caller = new CrewCaller(task);
  try {
    return repairMask(content, { ...parameters, callCrew: caller.call }, task.shouldStop);
  } catch (error) {
    caller.endHelpers();
    if (!(error instanceof CrewFailure)) throw error;
    return repairMask(content, parameters, task.shouldStop);
  }
}
