import type { KeptJobTitle } from '../../../shared/model/job-title.ts';
import type { Selection } from '../../../shared/contract/source-schemas.ts';
import type { JobItemState } from '../tables/job-items-table.ts';
import type { JobRow, NewJob } from '../tables/jobs-table.ts';
import type { Tables } from '../tables/tables.ts';

/** A job and how many of its files are in each state. */
export interface CountedJob extends JobRow {
  readonly items: Partial<Record<JobItemState, number>>;
}

export const jobOperations = {
  /** Id of a new job that runs; its files, where they are known, wait. */
  openJob({ jobs, jobItems }: Tables, job: NewJob, fileIds: readonly number[] = []): number {
    const id = jobs.start(job);
    jobItems.add(id, fileIds);
    return id;
  },

  addJobItems({ jobItems }: Tables, id: number, fileIds: readonly number[]): void {
    jobItems.add(id, fileIds);
  },

  /** Lets a job that ended early run again: what failed is tried again. */
  restartJob({ jobs, jobItems }: Tables, id: number): void {
    jobs.restart(id);
    jobItems.retryFailed(id);
  },

  job({ jobs, jobItems }: Tables, id: number): CountedJob | undefined {
    const job = jobs.read(id);
    return job && { ...job, items: jobItems.countByState(id) };
  },

  jobDetails({ jobs }: Tables, id: number): { readonly parameters: unknown; readonly result: unknown } | undefined {
    return jobs.details(id);
  },

  setJobTitle({ jobs }: Tables, id: number, title: KeptJobTitle): void {
    jobs.setTitle(id, title);
  },

  setJobResult({ jobs }: Tables, id: number, result: unknown): void {
    jobs.setResult(id, result);
  },

  listedJobs({ jobs, jobItems }: Tables): CountedJob[] {
    return jobs.listed().map((job) => ({ ...job, items: jobItems.countByState(job.id) }));
  },

  dismissJob({ jobs }: Tables, id: number): void {
    jobs.dismiss(id);
  },

  /** Masks of a selection that a repair has something to do on; with `isRepeating` also those that are up to date. */
  masksToRepair({ database, lists }: Tables, selection: Selection, isRepeating: boolean): number[] {
    // One that failed is tried again where that is asked for, unless it could not even be read.
    const status = isRepeating
      ? "(status IN ('inspected', 'repaired', 'stale') OR (status = 'failed' AND facts IS NOT NULL))"
      : "status IN ('inspected', 'stale')";
    return database
      .prepare<[string], number>(
        `SELECT id FROM files WHERE id IN (SELECT value FROM json_each(?))
           AND role = 'mask' AND is_removed = 0 AND disk <> 'missing' AND ${status} ORDER BY id`,
      )
      .pluck()
      .all(JSON.stringify(lists.ids(selection)));
  },

  /** Drops results of earlier palettes beyond the budget; tells how many went. */
  limitEarlierResults({ earlierResults }: Tables, budgetBytes: number): number {
    return earlierResults.fitInto(budgetBytes);
  },
};
