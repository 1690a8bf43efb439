import { useMemo } from 'react';
import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import { useAnswer } from '../../../api/queries.ts';
import { useLookStore } from '../../../state/look-store.ts';
import type { ClassLook } from '../../../viewer/look.ts';
import { classLooks } from './class-looks.ts';

/** How the viewer draws the classes, as long as nothing changes that. */
export function useClassLooks(classes: readonly ProjectClass[], showsIndices: boolean): readonly ClassLook[] {
  const views = useLookStore((state) => state.classes);
  const outlinePx = useLookStore((state) => state.outlinePx);
  const hasPatterns = useAnswer('settings.get', {}).data?.hasPatterns ?? false;
  return useMemo(
    () => classLooks(classes, { views, outlinePx, hasPatterns, showsIndices }),
    [classes, views, outlinePx, hasPatterns, showsIndices],
  );
}
