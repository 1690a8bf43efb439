import type { Database } from 'better-sqlite3';
import type { Decision } from '../../shared/model/decision.ts';

export interface FormerDecision {
  readonly decision: Decision;
  /** The result that was decided on. */
  readonly revision: number;
  readonly at: number;
}

/** The decision of each mask, and those that its earlier results had. */
export function openDecisionsTable(database: Database) {
  const current = database.prepare<[number], Decision>('SELECT decision FROM files WHERE id = ?').pluck();
  const update = database.prepare<[Decision, number]>('UPDATE files SET decision = ? WHERE id = ?');
  const insert = database.prepare(
    `INSERT INTO decisions (file_id, decision, revision, decided_at)
     SELECT id, decision, coalesce((SELECT revision FROM repairs WHERE file_id = id), 0), @now
     FROM files WHERE id = @fileId AND decision <> 'undecided'`,
  );
  const select = database.prepare<[number], FormerDecision>(
    'SELECT decision, revision, decided_at AS at FROM decisions WHERE file_id = ? ORDER BY id DESC',
  );
  return {
    of(fileId: number): Decision {
      return current.get(fileId) ?? 'undecided';
    },
    set(fileId: number, decision: Decision): void {
      update.run(decision, fileId);
    },
    /** Back to undecided, for the result is another one; what was decided is kept. */
    retire(fileId: number): void {
      insert.run({ fileId, now: Date.now() });
      update.run('undecided', fileId);
    },
    former(fileId: number): FormerDecision[] {
      return select.all(fileId);
    },
  };
}
