import type { Database } from 'better-sqlite3';
import { readJson } from './json-column.ts';
import { actLabelSchema, type KeptActLabel } from '../../../shared/model/act-label.ts';
import { readKept, writeKept } from './kept-words.ts';
import { type HistoryChange, historyChangeSchema } from '../operations/history-change.ts';

export interface HistoryRow {
  readonly id: number;
  readonly label: KeptActLabel;
  readonly at: number;
  readonly isUndone: boolean;
  /** The one mask that it painted, decided on or noted; told of the acts that are next. */
  readonly mask?: number;
}

interface StoredHistory extends Omit<HistoryRow, 'label' | 'isUndone' | 'mask'> {
  readonly label: string;
  readonly isUndone: 0 | 1;
  readonly mask?: unknown;
}

const COLUMNS = 'id, label, done_at AS at, is_undone AS isUndone';
/** Acts on many masks are long: they are not looked into. */
const MASK = `coalesce(
    (SELECT iif(min(file_id) = max(file_id), min(file_id), NULL) FROM edits WHERE history_id = history.id),
    CASE WHEN length(change) < 2000 AND json_valid(change) THEN CASE change ->> '$.kind'
      WHEN 'decide' THEN iif(json_array_length(change, '$.files') = 1, change ->> '$.files[0].id', NULL)
      WHEN 'note' THEN change ->> '$.file'
    END END) AS mask`;
/** Acts that can be undone; older ones are forgotten. */
const MOST_ENTRIES = 500;

/** No id of an act. */
const NONE = 0;

/** The acts of the person, in order: those done, then those undone, which a new act forgets. */
export function openHistoryTable(database: Database) {
  const insert = database.prepare<[string, number, string, number | null]>(
    'INSERT INTO history (label, done_at, change, job_id) VALUES (?, ?, ?, ?)',
  );
  const forgetUndone = database.prepare('DELETE FROM history WHERE is_undone = 1');
  const forget = database.prepare<[number]>('DELETE FROM history WHERE id = ?');
  const old = database
    .prepare<[number], number>('SELECT id FROM history WHERE is_undone = 0 AND id <= ? ORDER BY id')
    .pluck();
  const oldest = database.prepare<[], number>('SELECT id FROM history WHERE is_undone = 0 ORDER BY id LIMIT 2').pluck();
  const ofJob = database
    .prepare<[number], number>('SELECT id FROM history WHERE job_id = ? AND is_undone = 0 ORDER BY id DESC LIMIT 1')
    .pluck();
  const lastDone = database.prepare<[], StoredHistory>(
    `SELECT ${COLUMNS}, ${MASK} FROM history WHERE is_undone = 0 ORDER BY id DESC LIMIT 1`,
  );
  const firstUndone = database.prepare<[], StoredHistory>(
    `SELECT ${COLUMNS}, ${MASK} FROM history WHERE is_undone = 1 ORDER BY id LIMIT 1`,
  );
  const recent = database.prepare<[number], StoredHistory>(`SELECT ${COLUMNS} FROM history ORDER BY id DESC LIMIT ?`);
  const onFile = database.prepare<[number, number], Pick<StoredHistory, 'label' | 'at'>>(
    `SELECT label, done_at AS at FROM history
     WHERE is_undone = 0 AND id IN (SELECT history_id FROM edits WHERE file_id = ?) ORDER BY id DESC LIMIT ?`,
  );
  const change = database.prepare<[number], string>('SELECT change FROM history WHERE id = ?').pluck();
  const ofKey = database
    .prepare<[string], number>(
      "SELECT id FROM history WHERE json_valid(change) AND change ->> '$.key' = ? ORDER BY id DESC LIMIT 1",
    )
    .pluck();
  const mark = database.prepare<[number, number]>('UPDATE history SET is_undone = ? WHERE id = ?');
  return {
    /** Puts down an act; what was undone before can no longer be done again. */
    add(label: KeptActLabel, made: HistoryChange, jobId?: number): number {
      forgetUndone.run();
      return Number(insert.run(writeKept(label), Date.now(), JSON.stringify(made), jobId ?? null).lastInsertRowid);
    },
    /** The acts that are too many, given the newest one. */
    tooOld(newest: number): number[] {
      return old.all(newest - MOST_ENTRIES);
    },
    /** The oldest act but the newest one. */
    oldest(): number | undefined {
      const [id, next] = oldest.all().concat(NONE, NONE);
      return next === NONE ? undefined : id;
    },
    /** The act that a job's changes are; undefined where it is undone or there is none yet. */
    ofJob(jobId: number): { readonly id: number; readonly forgotten: 0 } | undefined {
      const id = ofJob.get(jobId);
      return id === undefined ? undefined : { id, forgotten: 0 };
    },
    /** The act that a page named so, done or undone; undefined where there is none, or it is forgotten. */
    ofKey(key: string): number | undefined {
      return ofKey.get(key);
    },
    /** It can no longer be undone. */
    forget(id: number): void {
      forget.run(id);
    },
    undoable(): HistoryRow | undefined {
      return fromStored(lastDone.get());
    },
    redoable(): HistoryRow | undefined {
      return fromStored(firstUndone.get());
    },
    recent(limit: number): HistoryRow[] {
      return recent.all(limit).flatMap((row) => fromStored(row) ?? []);
    },
    /** Acts on a mask's labels or objects that are in force, the newest first. */
    actsOn(fileId: number, limit: number): Pick<HistoryRow, 'label' | 'at'>[] {
      return onFile.all(fileId, limit).map(({ label, at }) => ({ label: readKept(actLabelSchema, label), at }));
    },
    changeOf(id: number): HistoryChange | undefined {
      const text = change.get(id);
      return text === undefined ? undefined : readJson(historyChangeSchema, text);
    },
    mark(id: number, isUndone: boolean): void {
      mark.run(Number(isUndone), id);
    },
  };
}

function fromStored(row: StoredHistory | undefined): HistoryRow | undefined {
  if (row === undefined) return undefined;
  const { label, mask, isUndone, ...rest } = row;
  return {
    ...rest,
    label: readKept(actLabelSchema, label),
    isUndone: isUndone === 1,
    ...(typeof mask === 'number' && { mask }),
  };
}
