import type { MaskObject } from '../../../../shared/contract/review-schemas.ts';
import { MaskmendError } from '../../../../shared/errors.ts';
import { call } from '../../../api/client.ts';
import { confirm } from '../../../state/confirm-store.ts';
import { askForPaths } from '../../../state/path-dialog-store.ts';
import { text } from '../../../strings/text.ts';
import { attempt, tell } from '../../../ui/tell.tsx';
import { currentPainting } from '../paint/current-painting.ts';

/** Gives a whole connected place another class. */
export async function reassignObject({ at: [x, y] }: MaskObject, slot: number): Promise<void> {
  await currentPainting()?.session.act({
    kind: 'operation',
    operation: { kind: 'fill', x, y, slot, connectivity: 8, guide: 'labels', tolerance: 0 },
  });
}

/** Saves an object cut out of its photo, transparent around it. */
export async function saveCutout(id: number, { slot, at }: MaskObject): Promise<void> {
  const [path] = await askForPaths({ kind: 'save-file', title: text.review.saveCutout, show: 'pictures' });
  if (path === undefined) return;
  const view = { kind: 'cutout', slot, at } as const;
  const saved = await attempt(text.review.saveFailed, async () => {
    try {
      return await call('review.saveView', { id, view, path, isOverwriting: false });
    } catch (error) {
      if (!(error instanceof MaskmendError && error.code === 'exists')) throw error;
    }
    const question = { title: text.files.csvExistsTitle, text: [path], act: text.files.csvReplace, isDangerous: true };
    return (await confirm(question)) ? call('review.saveView', { id, view, path, isOverwriting: true }) : undefined;
  });
  if (saved !== undefined) tell({ level: 'success', title: text.review.saved, text: saved.path });
}
