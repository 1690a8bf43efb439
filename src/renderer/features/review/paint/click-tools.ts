import type { EditOperation } from '../../../../shared/edit/edit-operation.ts';
import { changePaint, usePaintStore } from '../../../state/paint-store.ts';
import { text } from '../../../strings/text.ts';
import { tell } from '../../../ui/tell.tsx';
import type { PixelPoint } from '../../../viewer/viewer.ts';
import { knownClasses } from './class-keys.ts';
import type { Painting } from './current-painting.ts';
import { labelAt } from './label-at.ts';
import { paintRules, paintSlot } from './paint-rules.ts';
import { withinSelection } from './selection.ts';

/** Paints with the class under the pointer from now on. */
export function pickClass(point: PixelPoint, painting: Painting): void {
  void labelAt(painting, point).then((slot) => {
    if (slot !== undefined && knownClasses().some((known) => known.slot === slot)) changePaint({ slot });
  });
}

/** Floods from the pixel with the class in hand, as far as the options say. */
export function fillAt({ x, y }: PixelPoint, painting: Painting): void {
  const { connectivity, guide, tolerance } = usePaintStore.getState();
  const slot = paintSlot();
  if (slot === undefined) return;
  void flood(
    { kind: 'fill', x, y, slot, connectivity, guide: guide === 'colours' ? 'original' : guide, tolerance },
    painting,
  );
}

/** The whole connected region of a pixel's class gets the class in hand. */
export function fillRegionAt({ x, y }: PixelPoint, painting: Painting): void {
  const slot = paintSlot();
  if (slot === undefined) return;
  void flood({ kind: 'fill', x, y, slot, connectivity: 8, guide: 'labels', tolerance: 0 }, painting);
}

async function flood(operation: EditOperation, { session }: Painting): Promise<void> {
  const rules = paintRules();
  const edited = await session.act({ kind: 'operation', operation, ...withinSelection(), ...(rules && { rules }) });
  if (edited?.changedPixels === 0) tell({ level: 'info', title: text.paint.nothingChanged });
}
