import type { AreaShape } from '../../../../shared/edit/edit-operation.ts';
import { usePaintStore } from '../../../state/paint-store.ts';
import { paintArea } from './area-paint.ts';
import type { Painting } from './current-painting.ts';
import { select } from './selection.ts';

/** What a closed shape is for: to be painted, or to be selected. */
export function takeArea(area: AreaShape, { viewer, session }: Painting): void {
  const { shapeUse, showsObjects } = usePaintStore.getState();
  if (shapeUse === 'paint' && !showsObjects) void paintArea(viewer, session, area);
  else select(area, session.source);
}
