import type { Job } from '../../../shared/contract/job-calls.ts';
import { formatCount, formatDuration, formatEstimate } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';

/** 0..100, or undefined while the end is not known. */
export function percentOf({ progress }: Job): number | undefined {
  return progress === undefined || progress.total === 0 ? undefined : 100 * progress.share;
}

/** `Repairing · 12 of 340 · about 40 s left`. */
export function progressInWords({ progress }: Job): string {
  if (progress === undefined) return text.jobs.state.running;
  const { stage, done, total, etaMs } = progress;
  const counted = total === 0 ? formatCount(done) : text.jobs.of(formatCount(done), formatCount(total));
  const left = etaMs === undefined ? [] : [leftInWords(etaMs)];
  return [text.jobs.stage[stage], counted, ...left].join(' · ');
}

type FileTimes = Omit<NonNullable<Job['progress']>['current'][number], 'path'>;

/** `12 s · about 40 s left`, of one file. */
export function timesInWords({ ms, leftMs }: FileTimes): string {
  return text.jobs.fileTimes(formatDuration(ms), leftInWords(leftMs));
}

function leftInWords(leftMs: number | undefined): string {
  if (leftMs === undefined) return text.jobs.leftUnknown;
  return leftMs < 1000 ? text.jobs.leftMoment : text.jobs.leftAbout(formatEstimate(leftMs));
}

/** How a job stands, in words. */
export function stateInWords(job: Job): string {
  if (job.state === 'running') return progressInWords(job);
  const { done, skipped, failed, waiting } = job.items;
  const counts = [
    text.jobs.done(formatCount(done)),
    ...(skipped > 0 ? [text.jobs.skipped(formatCount(skipped))] : []),
    ...(failed > 0 ? [text.jobs.failed(formatCount(failed))] : []),
    ...(waiting > 0 ? [text.jobs.waiting(formatCount(waiting))] : []),
  ];
  const took = job.endedAt === undefined ? [] : [text.jobs.took(formatDuration(job.endedAt - job.startedAt))];
  return [text.jobs.state[job.state], ...counts, ...took].join(' · ');
}
