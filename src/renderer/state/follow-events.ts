import type { AppEvent } from '../../shared/contract/events.ts';
import { call } from '../api/client.ts';
import { host } from '../api/host.ts';
import { queryClient, question } from '../api/queries.ts';
import { forgetProject, hurryStale, makeStale, makeStaleNow } from '../api/stale-answers.ts';
import { resetClasses } from './classes-store.ts';
import { resetExport } from './export-store.ts';
import { resetFiles } from './files-store.ts';
import { forgetJob, isRunning, setJobs, updateJob } from './jobs-store.ts';
import { tellLabels } from './label-revisions.ts';
import { resetLook } from './look-store.ts';
import { resetPaint } from './paint-store.ts';
import { recallReviewPlace } from './review-place.ts';
import { resetReview } from './review-store.ts';
import { currentProject, setConnection, setProject, setScan } from './project-store.ts';

export interface EventListener {
  readonly onNotification: (event: Extract<AppEvent, { type: 'notification' }>) => void;
}

/** Keeps the stores and the answers on screen true to what the services tell, for as long as the page lives. */
export function followEvents({ onNotification }: EventListener): void {
  host.subscribe({
    onConnection: setConnection,
    onEvent: (event) => {
      if (event.type === 'notification') onNotification(event);
      else take(event);
    },
  });
}

type StateEvent = Exclude<AppEvent, { type: 'notification' }>;

function take(event: StateEvent): void {
  switch (event.type) {
    case 'hello':
      // Where the services fail here, the connection is about to be lost, and this is done again.
      readAnew().catch(() => undefined);
      return;
    case 'job':
      updateJob(event.job);
      if (!isRunning(event.job)) hurryStale();
      return;
    case 'job-dismissed':
      forgetJob(event.job);
      return;
    case 'scan':
      setScan(event.status);
      return;
    case 'sources':
      makeStale('sources.');
      makeStale('review.');
      makeStale('objects.');
      makeStale('measure.');
      // How many masks and pixels each class has.
      makeStale('classes.get');
      makeStale('project.roots');
      makeStale('export.preflight');
      return;
    case 'labels':
      tellLabels(event);
      makeStale('review.');
      makeStale('objects.');
      makeStale('measure.');
      return;
    case 'measure':
      makeStale('measure.');
      return;
    case 'palette':
      makeStale('measure.');
      makeStale('classes.');
      makeStale('sources.');
      makeStale('review.');
      makeStale('objects.');
      makeStale('export.preflight');
      return;
    case 'project':
      takeProject(event.project);
      return;
    case 'settings':
      queryClient.setQueryData(question('settings.get', {}).queryKey, event.settings);
      return;
  }
}

/** Another project, or none: nothing that is shown or selected belongs to it. */
export function takeProject(project: Extract<AppEvent, { type: 'project' }>['project']): void {
  const isOther = project?.path !== currentProject()?.path;
  if (isOther) forgetProject();
  setProject(project);
  if (isOther) {
    resetFiles();
    resetClasses();
    resetExport();
    resetReview();
    resetLook();
    resetPaint();
    setJobs([]);
    if (project !== undefined) {
      readWork().catch(() => undefined);
      recallReviewPlace().catch(() => undefined);
    }
    makeStaleNow('project.');
  } else {
    makeStale('project.');
  }
}

/** The stream begins, or begins again after a gap in which anything may have happened. */
async function readAnew(): Promise<void> {
  const { project } = await call('project.current', {});
  takeProject(project);
  if (project !== undefined) await readWork();
  makeStaleNow('');
}

async function readWork(): Promise<void> {
  const [jobs, scan] = await Promise.all([call('jobs.list', {}), call('sources.scanStatus', {})]);
  setJobs(jobs);
  setScan(scan);
}
