import { type ClassPattern, patternOf } from '../../../shared/model/class-marking.ts';
import type { ProjectClass } from '../../../shared/contract/class-schemas.ts';
import { useAnswer } from '../../api/queries.ts';

/** Which pattern lies over a class's colour: its own, or by its slot where the settings ask for patterns. */
export function usePatternOf(): (entry: Pick<ProjectClass, 'slot' | 'marking'>) => ClassPattern {
  const { data } = useAnswer('settings.get', {});
  return (entry) => patternOf(entry, data?.hasPatterns === true);
}
