import { call } from '../../api/client.ts';
import { host } from '../../api/host.ts';
import { showFilesOf } from '../../state/files-store.ts';
import { goToStep } from '../../state/view-store.ts';
import { text } from '../../strings/text.ts';
import { attempt } from '../../ui/tell.tsx';

export async function cancelJob(job: number): Promise<void> {
  await attempt(text.jobs.cancelFailed, () => call('jobs.cancel', { job }));
}

export async function resumeJob(job: number): Promise<void> {
  await attempt(text.jobs.resumeFailed, () => call('jobs.resume', { job }));
}

export async function dismissJob(job: number): Promise<void> {
  await attempt(text.common.actionFailed, () => call('jobs.dismiss', { job }));
}

export function showFailedOf(job: number): void {
  showFilesOf({ role: 'mask', job, status: ['failed'] });
  goToStep('files');
}

/** Opens the report of an export: in the system's browser, or in another tab. */
export async function openReport(job: number): Promise<void> {
  const report = await attempt(text.common.actionFailed, () => call('export.report', { job }));
  if (report?.html !== undefined && host.openPath !== undefined) host.openPath(report.html);
  else if (report?.url !== undefined) window.open(report.url, '_blank', 'noopener');
}
