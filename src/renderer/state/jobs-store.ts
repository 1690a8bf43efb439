import { create } from 'zustand';
import type { Job } from '../../shared/contract/job-calls.ts';

interface JobsState {
  readonly jobs: ReadonlyMap<number, Job>;
}

/** Jobs as events tell of them; rebuilt from the services' list whenever the stream of events begins anew. */
export const useJobsStore = create<JobsState>(() => ({ jobs: new Map() }));

export function setJobs(jobs: readonly Job[]): void {
  useJobsStore.setState({ jobs: new Map(jobs.map((job) => [job.id, job])) });
}

/** Takes what an event says of a job, unless something newer is known. */
export function updateJob(job: Job): void {
  useJobsStore.setState(({ jobs }) => {
    const known = jobs.get(job.id);
    return known !== undefined && isOlder(job, known) ? { jobs } : { jobs: new Map(jobs).set(job.id, job) };
  });
}

export function forgetJob(id: number): void {
  useJobsStore.setState(({ jobs }) => ({ jobs: new Map([...jobs].filter(([known]) => known !== id)) }));
}

// The same id runs again after a resume, and its count of events may begin anew: only within a run is there an order.
function isOlder(job: Job, known: Job): boolean {
  return (
    job.state === 'running' &&
    known.state === 'running' &&
    (job.progress?.seq ?? 0) < (known.progress?.seq ?? 0) &&
    job.startedAt === known.startedAt
  );
}

/** The newest first. */
export function useJobList(): readonly Job[] {
  const jobs = useJobsStore((state) => state.jobs);
  return [...jobs.values()].sort((a, b) => b.startedAt - a.startedAt || b.id - a.id);
}

export function isRunning({ state }: Job): boolean {
  return state === 'running';
}

export function isAnyRunning({ jobs }: JobsState): boolean {
  return [...jobs.values()].some(isRunning);
}

export function isRepairing({ jobs }: JobsState): boolean {
  return [...jobs.values()].some((job) => isRunning(job) && job.kind === 'repair');
}

export function runningRepair(): Job | undefined {
  return [...useJobsStore.getState().jobs.values()].find((job) => isRunning(job) && job.kind === 'repair');
}
