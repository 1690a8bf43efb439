import type { jobCalls } from '../../shared/contract/job-calls.ts';
import { startRepair } from '../services/repair/start-repair.ts';
import type { Handlers } from './handler.ts';

export const jobHandlers: Handlers<keyof typeof jobCalls> = {
  'jobs.list': (_, { workspace }) => workspace.session().jobs.list(),
  'jobs.startRepair': async ({ selection, parameters }, { workspace }) => ({
    job: await startRepair(workspace.session(), selection, parameters),
  }),
  'jobs.cancel': async ({ job }, { workspace }) => {
    await workspace.session().jobs.cancel(job);
    return {};
  },
  'jobs.resume': async ({ job }, { workspace }) => {
    await workspace.session().jobs.resume(job);
    return { job };
  },
  'jobs.dismiss': async ({ job }, { workspace }) => {
    await workspace.session().jobs.dismiss(job);
    return {};
  },
};
