import { checkFile } from '../../../shared/checks/file-checks.ts';
import type { Affected } from '../../../shared/contract/class-schemas.ts';
import {
  enginePalette,
  mergedSlots,
  type ProjectPalette,
  type ProjectPaletteClass,
  sourceSignature,
} from '../../../shared/model/project-palette.ts';
import { labelsHash } from '../labels/labels-hash.ts';
import { repaintMask } from '../labels/paint-labels.ts';
import { readProjectPalette } from '../read-palette.ts';
import type { Tables } from '../tables/tables.ts';
import { coloursOfClasses } from '../lists/class-colours.ts';

/** How two palettes differ as far as labels are concerned. */
interface LabelChange {
  readonly beforeHash: string | undefined;
  readonly afterHash: string;
  /** Slots whose pixels look different, or are no longer there; undefined where everything is different. */
  readonly changedSlots: readonly number[] | undefined;
  /** Classes that look as none did before. */
  readonly newClasses: readonly ProjectPaletteClass[];
}

/** Masks that are named where a change reaches into many. */
const MOST_EXAMPLES = 6;

const MASKS = "role = 'mask' AND is_removed = 0";

/** What a palette would do to results that there are, without doing it. */
export function affectedBy(tables: Tables, palette: ProjectPalette): Affected {
  const before = readProjectPalette(tables);
  const change = compare(before, palette);
  const affected = listAffected(tables, change, palette);
  return countAffected(tables, { before, after: palette, change, affected });
}

/**
 * Makes a palette the project's: results that it does not touch hold for it from now on, results of it from earlier are
 * taken up again, the others become stale. The engine is not needed.
 */
export function applyPalette(tables: Tables, palette: ProjectPalette): Affected {
  const before = readProjectPalette(tables);
  const change = compare(before, palette);
  const affected = listAffected(tables, change, palette);
  const counts = countAffected(tables, { before, after: palette, change, affected });
  const { nextSlot } = tables.project.read();
  const used = [...palette.classes, ...palette.merged].reduce((most, { slot }) => Math.max(most, slot + 1), nextSlot);
  tables.classes.setPalette(palette);
  tables.project.setPalette(palette.coding, palette.source, used);
  if (change.beforeHash !== change.afterHash) settleResults(tables, change, affected);
  tables.project.grow();
  recountClasses(tables, relabelledSlots(before, palette));
  return counts;
}

/** Back to no palette: results stay, and are stale. */
export function removePalette(tables: Tables): void {
  tables.classes.setPalette({ classes: [], merged: [] });
  tables.project.clearPalette();
  tables.database.prepare(`UPDATE files SET status = 'stale' WHERE ${MASKS} AND status = 'repaired'`).run();
  tables.project.grow();
}

function compare(before: ProjectPalette | undefined, after: ProjectPalette): LabelChange {
  const afterHash = labelsHash(after);
  const allAfter = [...after.classes, ...after.merged];
  if (before?.coding !== after.coding) {
    return { beforeHash: before && labelsHash(before), afterHash, changedSlots: undefined, newClasses: allAfter };
  }
  const allBefore = [...before.classes, ...before.merged];
  const was = new Map(allBefore.map((entry) => [entry.slot, sourceSignature(before, entry)]));
  const is = new Map(allAfter.map((entry) => [entry.slot, sourceSignature(after, entry)]));
  return {
    beforeHash: labelsHash(before),
    afterHash,
    changedSlots: [...was.keys()].filter((slot) => was.get(slot) !== is.get(slot)),
    newClasses: allAfter.filter(({ slot }) => was.get(slot) !== is.get(slot)),
  };
}

/** Masks whose repair may come out differently: they hold a class that changed, or show a colour of a new one. */
function listAffected(tables: Tables, change: LabelChange, palette: ProjectPalette): number[] {
  const { changedSlots, newClasses, beforeHash, afterHash } = change;
  if (beforeHash === afterHash) return [];
  if (changedSlots === undefined) {
    return tables.database.prepare<[], number>(`SELECT id FROM files WHERE ${MASKS}`).pluck().all();
  }
  const engine = enginePalette({ ...palette, classes: newClasses, merged: [] });
  const colours = coloursOfClasses(tables.colours.all(), engine);
  return tables.database
    .prepare<[string, string], number>(
      `SELECT file_id FROM file_classes WHERE slot IN (SELECT value FROM json_each(?))
       UNION SELECT file_id FROM file_colours WHERE colour_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify(changedSlots), JSON.stringify(colours));
}

function settleResults(tables: Tables, change: LabelChange, affected: readonly number[]): void {
  const { database } = tables;
  const { afterHash, beforeHash } = change;
  const ids = JSON.stringify(affected);
  // Results of this palette from an earlier time, but for those that hold already.
  const kept = database
    .prepare<[string, string], { fileId: number; revision: number }>(
      `SELECT earlier.file_id AS fileId, max(earlier.revision) AS revision
       FROM earlier_repairs AS earlier JOIN repairs ON repairs.file_id = earlier.file_id
       JOIN files ON files.id = earlier.file_id
       WHERE earlier.valid_for = ? AND repairs.valid_for <> ? AND earlier.source_sha256 = files.sha256
       GROUP BY earlier.file_id`,
    )
    .all(afterHash, afterHash);
  for (const { fileId, revision } of kept) takeUp(tables, fileId, revision);
  // Made with this very palette, and never replaced.
  database.prepare('UPDATE repairs SET valid_for = palette_hash WHERE palette_hash = ?').run(afterHash);
  if (change.changedSlots !== undefined && beforeHash !== undefined) {
    database
      .prepare(
        `UPDATE repairs SET valid_for = ? WHERE valid_for = ?
           AND file_id NOT IN (SELECT value FROM json_each(?))`,
      )
      .run(afterHash, beforeHash, ids);
  }
  database
    .prepare(
      `UPDATE files SET status = CASE WHEN EXISTS (SELECT 1 FROM repairs WHERE file_id = id AND valid_for = ?
           AND source_sha256 = files.sha256) THEN 'repaired' ELSE 'stale' END
       WHERE ${MASKS} AND status IN ('repaired', 'stale')`,
    )
    .run(afterHash);
}

/** Makes an earlier result the file's again, with what lists show of it and what was decided on it. */
function takeUp(tables: Tables, fileId: number, revision: number): void {
  const decided = tables.decisions.former(fileId).find((former) => former.revision === revision);
  tables.decisions.retire(fileId);
  tables.earlierResults.exchange(fileId, revision);
  const repair = tables.repairs.read(fileId);
  if (repair === undefined) return;
  if (decided !== undefined) tables.decisions.restore(fileId, decided);
  tables.files.setVerdict(fileId, repair.verdict);
  tables.problems.replace(fileId, ['not-a-mask'], checkFile({ role: 'mask', verdict: repair.verdict }));
  tables.files.setResult(fileId, repair.status, repair.metrics);
  // That of the other result; it is made of the labels where somebody looks at it.
  tables.thumbnails.remove(fileId, 'labels');
  tables.fileClasses.replace(fileId, repair.metrics.classes);
  tables.files.grow(fileId);
  repaintMask(tables, fileId);
}

/** Merged classes count as one. */
function recountClasses({ database }: Tables, relabelled: readonly number[]): void {
  if (relabelled.length === 0) return;
  database
    .prepare(
      `UPDATE files SET class_count = (SELECT count(DISTINCT coalesce(merged_into, classes.slot))
           FROM file_classes JOIN classes USING (slot) WHERE file_id = files.id)
       WHERE id IN (SELECT file_id FROM file_classes WHERE slot IN (SELECT value FROM json_each(?)))`,
    )
    .run(JSON.stringify(relabelled));
}

function countAffected(
  tables: Tables,
  parts: {
    readonly before: ProjectPalette | undefined;
    readonly after: ProjectPalette;
    readonly change: LabelChange;
    readonly affected: readonly number[];
  },
): Affected {
  const { before, after, affected } = parts;
  const relabelled = relabelledSlots(before, after);
  const row = tables.database
    .prepare<[string, string], { repaired: number; toRepair: number; toRelabel: number; decided: number }>(
      `WITH affected AS (SELECT value AS id FROM json_each(?)),
         relabelled AS (SELECT DISTINCT file_id AS id FROM file_classes
           WHERE slot IN (SELECT value FROM json_each(?)))
       SELECT count(*) AS repaired, total(id IN affected) AS toRepair,
         total(id IN relabelled AND id NOT IN affected) AS toRelabel,
         total(id IN affected AND decision <> 'undecided') AS decided
       FROM files WHERE ${MASKS} AND status IN ('repaired', 'stale')`,
    )
    .get(JSON.stringify(affected), JSON.stringify(relabelled));
  if (row === undefined) throw new Error('a count has no row');
  const { repaired, toRepair, toRelabel, decided } = row;
  const untouched = repaired - toRepair - toRelabel;
  const examples = namesOfAffected(tables, affected, relabelled);
  return { toRepair, toRelabel, untouched, decisionsLost: decided, examples };
}

function namesOfAffected(
  { database }: Tables,
  affected: readonly number[],
  relabelled: readonly number[],
): Affected['examples'] {
  const select = database
    .prepare<[string, string], string>(
      `SELECT path FROM files
       WHERE ${MASKS} AND status IN ('repaired', 'stale') AND id IN (SELECT value FROM json_each(?))
         AND id NOT IN (SELECT value FROM json_each(?))
       ORDER BY path LIMIT ${MOST_EXAMPLES}`,
    )
    .pluck();
  const ofClasses = database
    .prepare<[string], number>(
      'SELECT DISTINCT file_id FROM file_classes WHERE slot IN (SELECT value FROM json_each(?))',
    )
    .pluck();
  const ids = JSON.stringify(affected);
  const toRelabel = relabelled.length === 0 ? [] : ofClasses.all(JSON.stringify(relabelled));
  return { toRepair: select.all(ids, '[]'), toRelabel: select.all(JSON.stringify(toRelabel), ids) };
}

/** Slots that count as another class than before. */
function relabelledSlots(before: ProjectPalette | undefined, after: ProjectPalette): number[] {
  const was = before === undefined ? new Map<number, number>() : mergedSlots(before);
  const is = mergedSlots(after);
  return [...new Set([...was.keys(), ...is.keys()])].filter((slot) => was.get(slot) !== is.get(slot));
}
