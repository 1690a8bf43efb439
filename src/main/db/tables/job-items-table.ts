import type { Database } from 'better-sqlite3';

export type JobItemState = 'waiting' | 'repaired' | 'done' | 'skipped' | 'failed';

/** The files of each job. */
export function openJobItemsTable(database: Database) {
  const insert = database.prepare<[number, number]>(
    'INSERT INTO job_items (job_id, file_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const update = database.prepare<[JobItemState, number, number]>(
    'UPDATE job_items SET state = ? WHERE job_id = ? AND file_id = ?',
  );
  const counts = database.prepare<[number], { state: JobItemState; files: number }>(
    'SELECT state, count(*) AS files FROM job_items WHERE job_id = ? GROUP BY state',
  );
  const waiting = database.prepare<[number], { fileId: number }>(
    "SELECT file_id AS fileId FROM job_items WHERE job_id = ? AND state = 'waiting' ORDER BY file_id",
  );
  const all = database.prepare<[number], { fileId: number; state: JobItemState }>(
    'SELECT file_id AS fileId, state FROM job_items WHERE job_id = ?',
  );
  const reset = database.prepare<[number]>(
    "UPDATE job_items SET state = 'waiting' WHERE job_id = ? AND state = 'failed'",
  );
  return {
    /** Files of a job, none of them done yet. */
    add(jobId: number, fileIds: readonly number[]): void {
      for (const fileId of fileIds) insert.run(jobId, fileId);
    },
    setState(jobId: number, fileId: number, state: JobItemState): void {
      update.run(state, jobId, fileId);
    },
    /** Files of a job that nothing was done with yet. */
    waiting(jobId: number): number[] {
      return waiting.all(jobId).map(({ fileId }) => fileId);
    },
    /** Every file of the job. */
    states(jobId: number): Map<number, JobItemState> {
      return new Map(all.all(jobId).map(({ fileId, state }) => [fileId, state]));
    },
    /** Files that failed wait again. */
    retryFailed(jobId: number): void {
      reset.run(jobId);
    },
    /** How many files of the job are in each state. */
    countByState(jobId: number): Partial<Record<JobItemState, number>> {
      return Object.fromEntries(counts.all(jobId).map(({ state, files }) => [state, files]));
    },
  };
}
