import type {
  AreaOperation,
  Edited,
  EditPreview,
  MaskAct,
  PaintRules,
} from '../../../shared/contract/review-schemas.ts';
import type { KeptActLabel } from '../../../shared/model/act-label.ts';
import type { PaintedTile } from '../../db/tables/edits-table.ts';
import type { Painted } from '../../db/operations/edit-operations.ts';
import type { ProjectSession } from '../project-session.ts';
import { type ActRequest, actOnce } from './act-once.ts';
import { operationLabel } from './operation-label.ts';
import { editTask, readShownMask } from './work-out.ts';

/** Does one act on the labels of a mask; throws conflict where they have changed since the revision. */
export async function editMask(session: ProjectSession, request: ActRequest<MaskAct>): Promise<Edited> {
  return actOnce(session, request, () => paint(session, request));
}

async function paint(session: ProjectSession, { id, labelsRevision, act, key }: ActRequest<MaskAct>): Promise<Edited> {
  const { label, tiles, rules } = act.kind === 'runs' ? readRuns(act) : await workOut(session, id, act);
  const painted = await session.database.paint({ fileId: id, labelsRevision, label, tiles, rules, key });
  tellPainted(session, id, painted);
  const { forgotten, ...edited } = painted;
  if (forgotten > 0) tellForgotten(session, forgotten);
  return edited;
}

interface Paint {
  readonly label: KeptActLabel;
  readonly tiles: readonly PaintedTile[];
  readonly rules: PaintRules | undefined;
}

function readRuns({ label, tiles, rules }: Extract<MaskAct, { kind: 'runs' }>): Paint {
  return { label, rules, tiles: tiles.map((tile) => ({ ...tile, runs: Uint32Array.from(tile.runs) })) };
}

async function workOut(session: ProjectSession, id: number, act: AreaOperation): Promise<Paint> {
  const mask = await readShownMask(session, id);
  const task = await editTask(session, { id, mask }, act);
  const label = operationLabel(act.operation, await session.database.projectPalette());
  if (task === undefined) return { label, tiles: [], rules: act.rules };
  const { tiles } = await (await session.viewPool()).run('editLabels', task, session.stop);
  return { label, tiles, rules: act.rules };
}

/** Tells everyone what became of a mask's labels. */
export function tellPainted(
  session: ProjectSession,
  fileId: number,
  { labelsRevision, tiles, changedPixels }: Painted,
): void {
  if (changedPixels > 0) session.tellLabels({ fileId, labelsRevision, tiles });
}

export function tellForgotten({ hub }: ProjectSession, forgotten: number): void {
  hub.emit({
    type: 'notification',
    level: 'info',
    notice: { kind: 'acts-forgotten', count: forgotten },
    isForSystem: false,
  });
}

/** What an operation would do, without doing it. */
export async function previewEdit(session: ProjectSession, id: number, operation: AreaOperation): Promise<EditPreview> {
  const mask = await readShownMask(session, id);
  const task = await editTask(session, { id, mask }, operation);
  if (task === undefined) return { labelsRevision: mask.labelsRevision, changedPixels: 0, tiles: [], changes: [] };
  const { tiles, changes } = await (await session.viewPool()).run('editLabels', task, session.stop);
  return {
    labelsRevision: mask.labelsRevision,
    changedPixels: changes.reduce((sum, { pixels }) => sum + pixels, 0),
    tiles: tiles.map(({ row, column, runs }) => ({ row, column, runs: [...runs] })),
    changes: [...changes],
  };
}
