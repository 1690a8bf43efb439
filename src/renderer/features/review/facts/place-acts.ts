import type { MaskObject, MaskView } from '../../../../shared/contract/review-schemas.ts';
import { MaskmendError } from '../../../../shared/errors.ts';
import { call } from '../../../api/client.ts';
import { confirm } from '../../../state/confirm-store.ts';
import { askForPaths } from '../../../state/path-dialog-store.ts';
import { currentProject } from '../../../state/project-store.ts';
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

/** Saves an object cut out of its photo, or a class in black and white, as PNG where the person wants it. */
export async function saveView(id: number, view: MaskView): Promise<void> {
  const title = view.kind === 'class' || view.kind === 'object' ? text.review.saveClass : text.review.saveCutout;
  const [path] = await askForPaths({ kind: 'save-file', title, show: 'pictures', defaultPath: defaultPath() });
  if (path === undefined) return;
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

const defaultPath = (): string => `${(currentProject()?.path ?? '').replace(/[^/\\]*$/, '')}picture.png`;
