import type { AreaShape } from '../../../../shared/edit/edit-operation.ts';
import { useLookStore } from '../../../state/look-store.ts';
import { usePaintStore } from '../../../state/paint-store.ts';
import { paintArea } from './area-paint.ts';
import type { Painting } from './current-painting.ts';
import { select } from './selection.ts';

/** What a closed shape is for: to be painted, or to be selected. */
export function takeArea(area: AreaShape, { viewer, session }: Painting): void {
  const isPainting = usePaintStore.getState().shapeUse === 'paint' && !useLookStore.getState().showsObjects;
  if (isPainting) void paintArea(viewer, session, area);
  else select(area, session.source);
}
