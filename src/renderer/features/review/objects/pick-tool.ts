import { selectObjects, toggleObject } from '../../../state/object-store.ts';
import type { Camera } from '../../../viewer/viewer.ts';
import { NO_OBJECT } from '../../../../shared/model/segment.ts';
import type { Painting } from '../paint/current-painting.ts';
import { labelAt } from '../paint/label-at.ts';
import type { ToolHandler } from '../paint/tool-handler.ts';
import { isObject } from './object-source.ts';

let pressed: Camera | undefined;

/** A click selects the object under it, with Shift or Ctrl beside those selected; a drag moves the view as ever. */
export const pickTool: ToolHandler = {
  handle: ({ phase, points, shiftKey, ctrlKey }, painting) => {
    if (phase === 'down') pressed = painting.viewer.camera();
    const point = points.at(-1);
    if (phase !== 'up' || point === undefined || !isAt(painting, pressed)) return;
    void pick(painting, { point, isAdding: shiftKey || ctrlKey });
  },
};

// Under a dragged view the pointer stays on its pixel: only the camera tells.
function isAt({ viewer }: Painting, then: Camera | undefined): boolean {
  const now = viewer.camera();
  return now.centreX === then?.centreX && now.centreY === then.centreY;
}

interface Picked {
  readonly point: { readonly x: number; readonly y: number };
  readonly isAdding: boolean;
}

async function pick(painting: Painting, { point, isAdding }: Picked): Promise<void> {
  const { source } = painting.session;
  const number = (await labelAt(painting, point)) ?? NO_OBJECT;
  if (isAdding && isObject(number)) toggleObject(source.id, number);
  else selectObjects(source.id, isObject(number) ? [number] : []);
}
