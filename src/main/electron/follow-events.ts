import { app, Notification } from 'electron';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Workspace } from '../services/workspace.ts';
import { channels } from './channels.ts';
import type { AppWindow } from './window.ts';

/** Passes events on to the page, and to the system what it shows: progress in the taskbar, the end of long jobs, recent files. */
export function followEvents(workspace: Workspace, window: AppWindow): void {
  workspace.hub.subscribe((event) => {
    window.send(channels.event, event);
    if (event.type === 'job') window.setProgress(shareDone(event.job));
    if (event.type === 'project' && event.project !== undefined) app.addRecentDocument(event.project.path);
    if (event.type === 'notification' && event.isForSystem) void notify(workspace, event);
  });
}

function shareDone({ state, progress }: Extract<AppEvent, { type: 'job' }>['job']): number | undefined {
  if (state !== 'running' || progress === undefined || progress.total === 0) return undefined;
  return progress.done / progress.total;
}

async function notify(
  workspace: Workspace,
  { title, text }: Extract<AppEvent, { type: 'notification' }>,
): Promise<void> {
  const { hasNotifications } = await workspace.settings.read();
  if (hasNotifications && Notification.isSupported()) new Notification({ title, body: text }).show();
}
