import { areaPixels, boxOfArea } from '../../../../shared/edit/area-pixels.ts';
import type { AreaShape } from '../../../../shared/edit/edit-operation.ts';
import type { Viewer } from '../../../viewer/viewer.ts';
import type { LabelSession } from './label-session.ts';
import { mayPaintOver, paintRules, paintSlot } from './paint-rules.ts';

/** An area larger than this is shown when the services have painted it. */
const MOST_SHOWN_PIXELS = 16_000_000;

/** Paints an area with the class in hand: on screen at once, and one act. */
export async function paintArea(viewer: Viewer, session: LabelSession, area: AreaShape): Promise<void> {
  const slot = paintSlot();
  const box = boxOfArea(area, session.source);
  if (slot === undefined || box === undefined) return;
  const rules = paintRules();
  const act = { kind: 'operation', operation: { kind: 'paint', slot }, area, ...(rules && { rules }) } as const;
  if (box.width * box.height > MOST_SHOWN_PIXELS) {
    await session.act(act);
    return;
  }
  const mayPaint = mayPaintOver();
  const inside = areaPixels(area, box);
  const shown = viewer.readLabels(box).then((labels) => {
    const after = labels.map((label, at) => (inside[at] === 1 && mayPaint(label) ? slot : label));
    return viewer.applyPatch(box, after);
  });
  await session.act(act, shown);
}
