import { datasetTargets } from './dataset-targets.ts';
import { pictureTargets } from './picture-targets.ts';
import { projectTarget } from './project-target.ts';
import type { Target } from './target.ts';

export const targets: readonly Target[] = [...pictureTargets, ...datasetTargets, projectTarget];

export function targetOf(name: string): Target {
  const target = targets.find((candidate) => candidate.name === name);
  if (target !== undefined) return target;
  throw new Error(`there is no target ${name}: ${targets.map((each) => each.name).join(', ')}, formats, all`);
}
