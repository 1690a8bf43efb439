import type { MaskObject, MaskView, ReviewMask } from '../../../../shared/contract/review-schemas.ts';
import { MaskmendError } from '../../../../shared/errors.ts';
import { call } from '../../../api/client.ts';
import { queryClient, question } from '../../../api/queries.ts';
import { confirm } from '../../../state/confirm-store.ts';
import { askForPaths } from '../../../state/path-dialog-store.ts';
import { currentProject } from '../../../state/project-store.ts';
import { text } from '../../../strings/text.ts';
import { attempt, tell } from '../../../ui/tell.tsx';
import { knownClasses } from '../paint/class-keys.ts';
import { currentPainting } from '../paint/current-painting.ts';
import { viewName } from './view-name.ts';

/** Gives a whole connected place another class. */
export async function reassignObject({ at: [x, y] }: MaskObject, slot: number): Promise<void> {
  await currentPainting()?.session.act({
    kind: 'operation',
    operation: { kind: 'fill', x, y, slot, connectivity: 8, guide: 'labels', tolerance: 0 },
  });
}

/** Saves an object cut out of its photo, or a class in black and white, as PNG where the person wants it. */
export async function saveView(id: number, view: MaskView): Promise<void> {
  const { saveClassTitle, saveCutoutTitle } = text.review;
  const title = view.kind === 'class' || view.kind === 'object' ? saveClassTitle : saveCutoutTitle;
  const [path] = await askForPaths({ kind: 'save-file', title, show: 'pictures', defaultPath: offeredPath(id, view) });
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
  if (saved === undefined) return;
  lastFolder = folderOf(path);
  tell({ level: 'success', title: text.review.saved, text: saved.path });
}

/** With what ends it; whoever saves one picture saves the next one beside it. */
const folderOf = (path: string): string => path.replace(/[^/\\]*$/, '');
let lastFolder: string | undefined;

/** Where the last one was saved, else beside the project; by what the picture shows. */
function offeredPath(id: number, view: MaskView): string {
  const folder = lastFolder ?? folderOf(currentProject()?.path ?? '');
  const mask = queryClient.getQueryData<ReviewMask>(question('review.mask', { id }).queryKey);
  const classes = knownClasses();
  const nameOf = (slot: number): string => classes.find((entry) => entry.slot === slot)?.name ?? '';
  return `${folder}${viewName(mask?.row.path ?? '', view, nameOf)}`;
}
