import type { Database } from 'better-sqlite3';

export type JobState = 'running' | 'finished' | 'cancelled' | 'interrupted';

export interface JobRow {
  readonly id: number;
  readonly state: JobState;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
}

interface StoredJob extends Omit<JobRow, 'endedAt'> {
  readonly endedAt: number | null;
}

/** The work that was asked for; opening it marks what a dead owner left running as interrupted. */
export function openJobsTable(database: Database) {
  database.prepare("UPDATE jobs SET state = 'interrupted', ended_at = ? WHERE state = 'running'").run(Date.now());
  const insert = database.prepare<[string, number]>(
    "INSERT INTO jobs (kind, state, parameters, started_at) VALUES ('repair', 'running', ?, ?)",
  );
  const end = database.prepare<[JobState, number, number]>('UPDATE jobs SET state = ?, ended_at = ? WHERE id = ?');
  const selectAll = database.prepare<[], StoredJob>(
    'SELECT id, state, started_at AS startedAt, ended_at AS endedAt FROM jobs ORDER BY id',
  );
  return {
    /** Id of a new job that runs; `parameters` are kept for the record. */
    start(parameters: Record<string, string | number>): number {
      return Number(insert.run(JSON.stringify(parameters), Date.now()).lastInsertRowid);
    },
    end(id: number, state: Exclude<JobState, 'running'>): void {
      end.run(state, Date.now(), id);
    },
    all(): JobRow[] {
      return selectAll.all().map((row) => ({ ...row, endedAt: row.endedAt ?? undefined }));
    },
  };
}
