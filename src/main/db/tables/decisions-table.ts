import type { Database } from 'better-sqlite3';
import type { Decision } from '../../../shared/model/decision.ts';

/** What was said of a mask, by whom and why. */
export interface DecisionRecord {
  readonly decision: Decision;
  readonly note?: string | undefined;
  /** Undefined, or empty, where no name was set. */
  readonly by?: string | undefined;
  /** Undefined where it was decided before times were kept. */
  readonly at?: number | undefined;
}

export interface FormerDecision {
  readonly decision: Decision;
  /** The result that was decided on. */
  readonly revision: number;
  readonly at: number;
  readonly by: string;
  readonly note: string;
}

interface StoredDecision {
  readonly decision: Decision;
  readonly note: string | null;
  readonly by: string | null;
  readonly at: number | null;
}

/** The decision of each mask, and those that it had before. */
export function openDecisionsTable(database: Database) {
  const current = database.prepare<[number], StoredDecision>(
    'SELECT decision, note, decided_by AS "by", decided_at AS at FROM files WHERE id = ?',
  );
  const update = database.prepare(
    'UPDATE files SET decision = @decision, note = @note, decided_by = @by, decided_at = @at WHERE id = @fileId',
  );
  const insert = database.prepare(
    `INSERT INTO decisions (file_id, decision, revision, decided_at, person, note)
     SELECT id, decision, coalesce((SELECT revision FROM repairs WHERE file_id = id), 0), coalesce(decided_at, @now),
       coalesce(decided_by, ''), coalesce(note, '')
     FROM files WHERE id = @fileId AND decision <> 'undecided'`,
  );
  const removeLast = database.prepare<[number]>(
    'DELETE FROM decisions WHERE id = (SELECT max(id) FROM decisions WHERE file_id = ?)',
  );
  const select = database.prepare<[number], FormerDecision>(
    'SELECT decision, revision, decided_at AS at, person AS "by", note FROM decisions WHERE file_id = ? ORDER BY id DESC',
  );
  const updateNote = database.prepare<[string | null, number]>('UPDATE files SET note = ? WHERE id = ?');
  const read = (fileId: number): DecisionRecord => {
    const { decision = 'undecided', note, by, at } = current.get(fileId) ?? {};
    return { decision, note: note ?? undefined, by: by ?? undefined, at: at ?? undefined };
  };
  const set = (fileId: number, { decision, note, by, at }: DecisionRecord): void => {
    update.run({ fileId, decision, note: note === '' ? null : (note ?? null), by: by ?? null, at: at ?? null });
  };
  return {
    of: read,
    /** Puts aside what was decided before. */
    decide(fileId: number, record: DecisionRecord): void {
      insert.run({ fileId, now: Date.now() });
      set(fileId, record);
    },
    /** As it was before the last decision. */
    takeBack(fileId: number, before: DecisionRecord): void {
      if (before.decision !== 'undecided') removeLast.run(fileId);
      set(fileId, before);
    },
    setNote(fileId: number, note: string | undefined): void {
      updateNote.run(note === undefined || note === '' ? null : note, fileId);
    },
    /** Back to undecided, for the result is another one; what was decided is kept, and so is the note. */
    retire(fileId: number): void {
      insert.run({ fileId, now: Date.now() });
      set(fileId, { decision: 'undecided', note: read(fileId).note });
    },
    /** Decided on again as on an earlier result that is back. */
    restore(fileId: number, { decision, by, at, note }: FormerDecision): void {
      set(fileId, { decision, by, at, note });
    },
    /** The newest first. */
    former(fileId: number): FormerDecision[] {
      return select.all(fileId);
    },
  };
}
