import { keptObjectEvidenceSchema } from '../../../shared/model/object-evidence.ts';
import { readKept } from '../tables/kept-words.ts';
import type { FileMeaning, MeaningFolder } from '../../../shared/contract/object-schemas.ts';
import type { Selection } from '../../../shared/contract/source-schemas.ts';
import type { MeaningChoice } from '../../../shared/model/mask-meaning.ts';
import { type ObjectSource, objectSourceSchema } from '../../../shared/model/object-source.ts';
import { changeHistory } from './history-operations.ts';
import { claimedGuesses } from '../lists/claimed-guesses.ts';
import { readOptionalJson } from '../tables/json-column.ts';
import type { Tables } from '../tables/tables.ts';

const MOST_FOLDERS = 1000;

interface StoredMeaning {
  readonly id: number;
  readonly root: number;
  readonly path: string;
  readonly meaning: MeaningChoice;
  readonly status: string;
  readonly evidence: string | null;
}

export const meaningOperations = {
  /** What the masks of each folder name. */
  meaningFolders(tables: Tables): MeaningFolder[] {
    const rows = tables.database
      .prepare<[], StoredMeaning>(
        `SELECT id, root_id AS root, path, meaning, status, object_source ->> 'evidence' AS evidence FROM files
         WHERE role = 'mask' AND is_removed = 0 ORDER BY root_id, path`,
      )
      .all();
    const claimed = claimedGuesses(tables);
    const settled = rows.map((row) => (claimed.has(row.id) ? { ...row, evidence: null } : row));
    const byFolder = Map.groupBy(settled, ({ root, path }) => `${root} ${folderOf(path)}`);
    return [...byFolder.values()].slice(0, MOST_FOLDERS).map(describeFolder);
  },

  /** What the values of one mask name. */
  meaningOf(tables: Tables, id: number): FileMeaning | undefined {
    const row = tables.database
      .prepare<[number], Pick<StoredMeaning, 'meaning' | 'status' | 'evidence'>>(
        `SELECT meaning, status, object_source ->> 'evidence' AS evidence FROM files
         WHERE id = ? AND role = 'mask' AND is_removed = 0`,
      )
      .get(id);
    if (row === undefined) return undefined;
    const evidence = claimedGuesses(tables, [id]).has(id) ? null : row.evidence;
    return { choice: row.meaning, ...(row.status !== 'new' && { found: foundBy(evidence) }) };
  },

  /** Says what masks name, as one act; tells of how many that is new. */
  chooseMeaning(tables: Tables, selection: Selection, choice: MeaningChoice): number {
    const ids = JSON.stringify(tables.lists.ids(selection));
    const files = tables.database
      .prepare<[string, string], { id: number; from: MeaningChoice }>(
        `SELECT id, meaning AS "from" FROM files WHERE id IN (SELECT value FROM json_each(?)) AND role = 'mask'
           AND is_removed = 0 AND meaning <> ? ORDER BY id`,
      )
      .all(ids, choice);
    const label = { kind: 'read-as', count: files.length, meaning: choice } as const;
    if (files.length > 0) changeHistory(tables, label, { kind: 'meaning', to: choice, files });
    return files.length;
  },

  /** Masks of a job of which a dataset did not say what they name, by path. */
  masksToRecognise({ database }: Tables, jobId: number): { id: number; root: string; path: string }[] {
    return database
      .prepare<[number], { id: number; root: string; path: string }>(
        `SELECT files.id, absolute_path AS root, path FROM job_items JOIN files ON files.id = job_items.file_id
           JOIN roots ON roots.id = root_id
         WHERE job_id = ? AND files.role = 'mask' AND is_removed = 0
           AND (object_source IS NULL OR object_source ->> 'isFromDataset' IS NULL)
           AND NOT EXISTS (SELECT 1 FROM drawn_roots WHERE drawn_roots.root_id = files.root_id)
         ORDER BY root_id, path`,
      )
      .all(jobId);
  },

  /** What masks showed when they were read, JSON of FileEvidence; those that are none are left out. */
  evidenceOf({ database }: Tables, ids: readonly number[], engineVersion: number): { id: number; evidence: string }[] {
    return database
      .prepare<[string, number], { id: number; evidence: string }>(
        `SELECT file_id AS id, evidence FROM inspections WHERE file_id IN (SELECT value FROM json_each(?))
           AND evidence IS NOT NULL AND engine_version = ? ORDER BY file_id`,
      )
      .all(JSON.stringify(ids), engineVersion);
  },

  /** What files tell of the objects of masks, found anew; a person's word stays. */
  setObjectSources(
    { database, project }: Tables,
    found: readonly { readonly id: number; readonly source: ObjectSource | undefined }[],
  ): void {
    const update = database.prepare<[string | null, number]>('UPDATE files SET object_source = ? WHERE id = ?');
    for (const { id, source } of found) update.run(source === undefined ? null : JSON.stringify(source), id);
    if (found.length > 0) project.grow();
  },

  /** How masks name objects that tell their classes, if at all, by themselves. */
  ownSources({ database }: Tables): ObjectSource[] {
    return database
      .prepare<[], string | null>(
        `SELECT DISTINCT object_source FROM files WHERE role = 'mask' AND is_removed = 0
           AND (meaning = 'objects' OR (meaning = 'auto' AND object_source IS NOT NULL))`,
      )
      .pluck()
      .all()
      .map((source) => readOptionalJson(objectSourceSchema, source) ?? chosenSource)
      .filter(({ file }) => file === undefined);
  },

  /** Of these masks, those that name objects, and how they do so. */
  objectSources(tables: Tables, ids: readonly number[]): { id: number; source: ObjectSource }[] {
    const claimed = claimedGuesses(tables, ids);
    return tables.database
      .prepare<[string], { id: number; source: string | null; root: string }>(
        `SELECT id, object_source AS source FROM files WHERE id IN (SELECT value FROM json_each(?))
           AND role = 'mask' AND (meaning = 'objects' OR (meaning = 'auto' AND object_source IS NOT NULL))`,
      )
      .all(JSON.stringify(ids))
      .filter(({ id }) => !claimed.has(id))
      .map(({ id, source }) => ({ id, source: readOptionalJson(objectSourceSchema, source) ?? chosenSource }));
  },
};

/** A person says that the mask names objects, and the file tells no more. */
const chosenSource: ObjectSource = {
  evidence: { kind: 'chosen' },
  reading: 'value',
  classes: { kind: 'unknown' },
  leftOut: [0],
};

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function foundBy(evidence: string | null): NonNullable<FileMeaning['found']> {
  return evidence === null
    ? { meaning: 'classes', evidence: { kind: 'classes' } }
    : { meaning: 'objects', evidence: readKept(keptObjectEvidenceSchema, evidence) };
}

function describeFolder(rows: readonly StoredMeaning[]): MeaningFolder {
  const [{ root, path, meaning }] = rows;
  const objects = rows.filter(({ evidence }) => evidence !== null);
  const found = foundBy(objects.at(0)?.evidence ?? null);
  return {
    root,
    folder: folderOf(path),
    masks: rows.length,
    ...(rows.some(({ status }) => status !== 'new') && { found }),
    ...(rows.every((row) => row.meaning === meaning) && { choice: meaning }),
    objectMasks: rows.filter((row) => row.meaning === 'objects' || (row.meaning === 'auto' && row.evidence !== null))
      .length,
  };
}
