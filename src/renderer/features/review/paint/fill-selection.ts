import { paintArea } from './area-paint.ts';
import { currentPainting } from './current-painting.ts';
import { useSelectionStore } from './selection.ts';

/** Paints the selected pixels with the class in hand. */
export async function fillSelection(): Promise<void> {
  const { shape } = useSelectionStore.getState();
  const painting = currentPainting();
  if (shape !== undefined && painting !== undefined) await paintArea(painting.viewer, painting.session, shape);
}
