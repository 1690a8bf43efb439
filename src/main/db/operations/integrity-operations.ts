import { MaskmendError, toErrorData } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import { hashOfLabels } from '../labels/label-hash.ts';
import { isInside } from '../../path-inside.ts';
import { fromTiles, type MaskTile } from '../labels/mask-tiles.ts';
import type { Tables } from '../tables/tables.ts';

/** Faults that are told, at most. */
const MOST_FAULTS = 1000;

/**
 * Rules that hold between the rows of a project at every moment, whatever was killed: each query gives the rows that
 * break one.
 */
const RULES: readonly { readonly fault: string; readonly sql: string }[] = [
  {
    fault: 'it counts as repaired and has no result',
    sql: `SELECT files.id FROM files LEFT JOIN repairs ON repairs.file_id = files.id AND repairs.status = 'repaired'
          WHERE files.status IN ('repaired', 'stale') AND repairs.file_id IS NULL`,
  },
  {
    fault: 'it has labels that belong to no result',
    sql: `SELECT DISTINCT label_tiles.file_id FROM label_tiles LEFT JOIN repairs USING (file_id)
          WHERE repairs.file_id IS NULL OR repairs.revision <> label_tiles.revision`,
  },
  {
    fault: 'it has earlier labels that belong to no result',
    sql: `SELECT DISTINCT earlier_tiles.file_id FROM earlier_tiles LEFT JOIN earlier_repairs USING (file_id, revision)
          WHERE earlier_repairs.file_id IS NULL`,
  },
  {
    fault: 'an output is of a later result than it has',
    sql: `SELECT DISTINCT outputs.file_id FROM outputs LEFT JOIN repairs USING (file_id)
          WHERE repairs.file_id IS NULL OR outputs.revision > repairs.revision`,
  },
  {
    fault: 'it was read and its size is not known',
    sql: `SELECT id FROM files WHERE sha256 IS NOT NULL AND (bytes IS NULL OR modified_ns IS NULL OR facts IS NULL)`,
  },
  {
    fault: 'its painted pixels are not as counted',
    sql: `SELECT id FROM files WHERE edited_pixels
          <> (SELECT total(changed_pixels) FROM edited_tiles WHERE edited_tiles.file_id = files.id)`,
  },
  {
    fault: 'a picture for lists does not have its size',
    sql: `SELECT file_id FROM thumbnails WHERE kind = 'labels' AND length(bytes) <> 2 * width * height`,
  },
];

const JOB_RULES: readonly { readonly fault: string; readonly sql: string }[] = [
  { fault: 'has ended at no time', sql: "SELECT id FROM jobs WHERE state <> 'running' AND ended_at IS NULL" },
  { fault: 'runs and has ended', sql: "SELECT id FROM jobs WHERE state = 'running' AND ended_at IS NOT NULL" },
  {
    fault: 'is finished while files wait',
    sql: `SELECT DISTINCT jobs.id FROM jobs JOIN job_items ON job_id = jobs.id
          WHERE jobs.state = 'finished' AND job_items.state = 'waiting'`,
  },
];

export const integrityOperations = {
  /**
   * What is wrong with the project, in words; nothing where all is well. Reads all of it: SQLite's own check, the rules
   * between rows, the names of its files, and every label map with its digest and its counts of pixels. Throws `too-large`
   * where a mask is larger than the limits allow.
   */
  checkIntegrity(tables: Tables, limits: ReadLimits): string[] {
    const faults = [...ownCheck(tables), ...brokenRules(tables), ...namesOutside(tables)];
    for (const fileId of filesWithLabels(tables)) {
      if (faults.length >= MOST_FAULTS) break;
      const fault = labelFault(tables, fileId, limits);
      if (fault !== undefined) faults.push(`file ${fileId}: ${fault}`);
    }
    return faults.slice(0, MOST_FAULTS);
  },
};

function ownCheck({ database }: Tables): string[] {
  const answers = database.prepare<[], string>('PRAGMA integrity_check').pluck().all();
  const dangling = database.prepare<[], { table: string }>('PRAGMA foreign_key_check').all();
  return [
    ...answers.filter((answer) => answer !== 'ok'),
    ...dangling.map(({ table }) => `a row of ${table} refers to one that is not there`),
  ];
}

function brokenRules({ database }: Tables): string[] {
  const breaking = (sql: string): number[] => database.prepare<[], number>(sql).pluck().all();
  return [
    ...RULES.flatMap(({ fault, sql }) => breaking(sql).map((id) => `file ${id}: ${fault}`)),
    ...JOB_RULES.flatMap(({ fault, sql }) => breaking(sql).map((id) => `job ${id} ${fault}`)),
  ];
}

function namesOutside({ database }: Tables): string[] {
  const faults: string[] = [];
  const files = database.prepare<[], { id: number; path: string }>('SELECT id, path FROM files ORDER BY id');
  for (const { id, path } of files.iterate()) {
    if (faults.length >= MOST_FAULTS) break;
    if (!isInside(path)) faults.push(`file ${id}: ${path} leads out of its folder`);
  }
  return faults;
}

function filesWithLabels({ database }: Tables): number[] {
  return database
    .prepare<[string], number>(
      `SELECT file_id FROM label_tiles UNION SELECT file_id FROM repairs
       WHERE status = 'repaired' AND labels_sha256 NOT IN ('', ?) ORDER BY file_id`,
    )
    .pluck()
    .all(hashOfLabels([]));
}

function labelFault(
  { repairs, labelTiles, editedTiles }: Tables,
  fileId: number,
  limits: ReadLimits,
): string | undefined {
  try {
    const repair = repairs.read(fileId);
    if (repair === undefined) return undefined;
    const tiles: readonly MaskTile[] = labelTiles.ofFile(fileId);
    const { labels } = fromTiles(tiles, repair.metrics, limits).labelMap;
    // Projects of the first version had no digests.
    if (repair.labelsSha256 !== '' && hashOfLabels(tiles) !== repair.labelsSha256) return 'its labels have changed';
    // What was painted must make up a mask as well.
    fromTiles(editedTiles.readAll(fileId), repair.metrics, limits);
    const counted = pixelsPerSlot(labels);
    const isAsCounted = repair.metrics.classes.every(({ slot, pixels }) => counted.get(slot) === pixels);
    return isAsCounted && counted.size === repair.metrics.classes.length ? undefined : 'its labels are not as counted';
  } catch (error) {
    // That it may not be looked at says nothing of the project.
    if (error instanceof MaskmendError && error.code === 'too-large') throw error.at(`file ${fileId}`);
    return toErrorData(error).message;
  }
}

function pixelsPerSlot(labels: Uint8Array | Uint16Array): ReadonlyMap<number, number> {
  const counts = new Uint32Array(65_536);
  for (const slot of labels) counts[slot]++;
  return new Map([...counts.entries()].filter(([, pixels]) => pixels > 0));
}
