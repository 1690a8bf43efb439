import type { AppEvent } from '../../shared/contract/events.ts';
import { host } from '../api/host.ts';
import { queryClient, question } from '../api/queries.ts';
import { tell } from './tell.tsx';

type NotificationEvent = Extract<AppEvent, { type: 'notification' }>;

/** Shows what the services tell, and hands the end of long jobs on to the system where the person looks elsewhere. */
export function tellNotification({ level, title, text, isForSystem }: NotificationEvent): void {
  tell({ level, title, text });
  if (isForSystem) tellSystem(title, text);
}

// The desktop shell tells the system by itself; in a tab it needs the permission that the settings ask for.
function tellSystem(title: string, body: string): void {
  const settings = queryClient.getQueryData<{ readonly hasNotifications: boolean }>(
    question('settings.get', {}).queryKey,
  );
  const isAway = document.visibilityState === 'hidden' || !document.hasFocus();
  if (host.kind !== 'browser' || settings?.hasNotifications !== true || !isAway || !('Notification' in window)) return;
  if (Notification.permission === 'granted') new Notification(title, { body });
}
