import type { EditedObjects, ObjectAct, ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import { selectObjects } from '../../../state/object-store.ts';
import { formatCounted } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { tell } from '../../../ui/tell.tsx';
import type { Viewer } from '../../../viewer/viewer.ts';
import { onView } from '../look/current-view.ts';
import { currentPainting } from '../paint/current-painting.ts';
import { useSelectionStore } from '../paint/selection.ts';

/**
 * Does something with objects of the mask on screen, which shows it up to the patch; undefined where it was refused, which
 * the person has been told.
 */
export async function editObjects(act: ObjectAct, patch?: number): Promise<EditedObjects | undefined> {
  return currentPainting()?.session.actOnObjects(act, patch);
}

/** The same, and selects what it made beside what it was made of. */
async function split(
  act: ObjectAct & { readonly number: number },
  patch: number | undefined,
): Promise<EditedObjects | undefined> {
  const mask = currentPainting()?.session.source.id;
  const edited = await editObjects(act, patch);
  if (mask !== undefined && edited !== undefined) selectObjects(mask, [act.number, ...edited.made]);
  return edited;
}

export async function mergeObjects([into, ...others]: readonly number[], patch?: number): Promise<void> {
  const mask = currentPainting()?.session.source.id;
  if (into === undefined || others.length === 0 || mask === undefined) return;
  const edited = await editObjects({ kind: 'merge', numbers: [into, ...others] }, patch);
  if (edited !== undefined) selectObjects(mask, [into]);
}

export async function splitObject({ number, parts }: ObjectRow, patch?: number): Promise<void> {
  const edited = await split({ kind: 'split-parts', number, connectivity: 8 }, patch);
  if (edited !== undefined) tell({ level: 'success', title: text.objects.wasSplit(formatCounted(parts, 'object')) });
}

/** Makes what is selected of the object an object of its own. */
export async function splitBySelection(number: number, patch?: number): Promise<void> {
  const { shape } = useSelectionStore.getState();
  if (shape === undefined) {
    tell({ level: 'info', title: text.objects.selectFirst });
    return;
  }
  const edited = await split({ kind: 'split-area', number, area: shape }, patch);
  if (edited?.made.length === 0) tell({ level: 'info', title: text.objects.nothingSplit });
}

export async function removeObjects(numbers: readonly number[], patch?: number): Promise<void> {
  const mask = currentPainting()?.session.source.id;
  if (numbers.length === 0 || mask === undefined) return;
  const edited = await editObjects({ kind: 'remove', numbers }, patch);
  if (edited !== undefined) selectObjects(mask, []);
}

/** Smaller than this on the screen an object is hardly seen. */
const SEEN_PX = 40;

/** The viewer flies there, unless the object is to be seen as it is. */
export function showObject(object: ObjectRow): void {
  onView((viewer) => {
    if (!isSeen(viewer, object)) viewer.flyTo(object);
  });
}

function isSeen(viewer: Viewer, { x, y, width, height }: ObjectRow): boolean {
  const { centreX, centreY, scale } = viewer.camera();
  const view = viewer.viewSize();
  const [reachX, reachY] = [view.width / 2 / scale, view.height / 2 / scale];
  const isInside =
    x >= centreX - reachX && x + width <= centreX + reachX && y >= centreY - reachY && y + height <= centreY + reachY;
  return isInside && Math.max(width, height) * scale >= SEEN_PX;
}
