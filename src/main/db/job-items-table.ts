import type { Database } from 'better-sqlite3';

export type JobItemState = 'waiting' | 'repaired' | 'skipped' | 'failed';

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
  return {
    /** Files of a job, none of them done yet. */
    add(jobId: number, fileIds: readonly number[]): void {
      for (const fileId of fileIds) insert.run(jobId, fileId);
    },
    setState(jobId: number, fileId: number, state: JobItemState): void {
      update.run(state, jobId, fileId);
    },
    /** How many files of the job are in each state. */
    countByState(jobId: number): Partial<Record<JobItemState, number>> {
      return Object.fromEntries(counts.all(jobId).map(({ state, files }) => [state, files]));
    },
  };
}
