import type { AppEvent } from '../../shared/contract/events.ts';
import { host } from '../api/host.ts';
import { queryClient, question } from '../api/queries.ts';
import { noticeInWords } from '../strings/in-words.ts';
import { tell } from './tell.tsx';

type NotificationEvent = Extract<AppEvent, { type: 'notification' }>;

/** Shows what the services tell, and hands the end of long jobs on to the system where the person wishes so. */
export function tellNotification({ level, notice, isForSystem }: NotificationEvent): void {
  const { title, text } = noticeInWords(notice);
  tell({ level, title, text });
  const settings = queryClient.getQueryData<{ readonly hasNotifications: boolean }>(
    question('settings.get', {}).queryKey,
  );
  if (isForSystem && settings?.hasNotifications === true) host.tellSystem(title, text);
}
