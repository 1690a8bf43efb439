import { areaPixels } from '../../../../shared/edit/area-pixels.ts';
import type { usePaintStore } from '../../../state/paint-store.ts';
import type { PixelSelection } from '../../../viewer/mask-source.ts';
import type { Viewer } from '../../../viewer/viewer.ts';

type PaintState = ReturnType<typeof usePaintStore.getState>;

/** What the pointer looks like: exactly the pixels that a press would touch, a fine cross, or the system's own. */
export function showToolCursor(viewer: Viewer, { tool, sizePx, shape }: PaintState): void {
  if (tool === 'pan') viewer.setCursor({ kind: 'none' });
  else if (tool === 'brush' || tool === 'eraser') viewer.setCursor({ kind: 'stamp', stamp: stampOf(sizePx, shape) });
  else viewer.setCursor({ kind: 'cross' });
}

/** The pixels of a dab, relative to the pixel under the pointer. */
function stampOf(sizePx: number, tip: 'round' | 'square'): PixelSelection {
  const box = { x: 0, y: 0, width: sizePx, height: sizePx };
  const reach = sizePx >> 1;
  const mask = areaPixels({ kind: 'stroke', points: [[reach, reach]], size: sizePx, tip }, box);
  return { ...box, x: -reach, y: -reach, mask };
}
