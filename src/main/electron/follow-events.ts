import { app } from 'electron';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Workspace } from '../services/workspace.ts';
import { channels } from './channels.ts';
import type { AppWindow } from './window.ts';

/** Passes events on to the page, and to the system what it shows: progress in the taskbar, recent files. */
export function followEvents(workspace: Workspace, window: AppWindow): void {
  let recent: string | undefined;
  workspace.hub.subscribe((event) => {
    window.send(channels.event, event);
    if (event.type === 'job') window.setProgress(shareDone(event.job));
    if (event.type === 'project' && event.project !== undefined && event.project.path !== recent) {
      // Told of again and again while a job runs; the system is told once.
      recent = event.project.path;
      app.addRecentDocument(recent);
    }
  });
}

function shareDone({ state, progress }: Extract<AppEvent, { type: 'job' }>['job']): number | undefined {
  if (state !== 'running' || progress === undefined || progress.total === 0) return undefined;
  return progress.done / progress.total;
}
