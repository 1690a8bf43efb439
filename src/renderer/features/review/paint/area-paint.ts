import { areaPixels, boxOfArea } from '../../../../shared/edit/area-pixels.ts';
import type { AreaShape } from '../../../../shared/edit/edit-operation.ts';
import { text } from '../../../strings/text.ts';
import { tell } from '../../../ui/tell.tsx';
import type { Viewer } from '../../../viewer/viewer.ts';
import type { LabelSession } from './label-session.ts';
import { mayPaintOver, paintRules, paintSlot } from './paint-rules.ts';
import { hasSelection, selectedOf, withinSelection } from './selection.ts';

/** An area larger than this is shown when the services have painted it. */
const MOST_SHOWN_PIXELS = 16_000_000;

/** Paints an area, as far as it is selected, with the class in hand: on screen at once, and one act. */
export async function paintArea(viewer: Viewer, session: LabelSession, area: AreaShape): Promise<void> {
  const slot = paintSlot();
  const box = boxOfArea(area, session.source);
  if (slot === undefined || box === undefined) return;
  const rules = paintRules();
  const limits = { ...withinSelection(), ...(rules && { rules }) };
  const act = { kind: 'operation', operation: { kind: 'paint', slot }, area, ...limits } as const;
  // Over objects no paint is laid: it is of classes.
  if (box.width * box.height > MOST_SHOWN_PIXELS || viewer.source() !== session.source) {
    await session.act(act);
    return;
  }
  const mayPaint = mayPaintOver();
  const inside = selectedOf(areaPixels(area, box), box);
  if (!inside.includes(1)) {
    if (hasSelection()) tell({ level: 'info', title: text.paint.outsideSelection });
    return;
  }
  const shown = viewer.readLabels(box).then((labels) => {
    const after = labels.map((label, at) => (inside[at] === 1 && mayPaint(label) ? slot : label));
    return viewer.applyPatch(box, after);
  });
  await session.act(act, shown);
}
