import { Notification } from 'electron';
import { z } from 'zod';
import type { AppWindow } from './window.ts';

export const messageSchema = z.object({ title: z.string().max(1000), text: z.string().max(10_000) });

/** Those on screen: one that nothing refers to loses its listeners. */
const shown = new Set<Notification>();

/** Shows a message of the system; a click on it brings the window to the front. */
export function notify(window: AppWindow, { title, text }: z.infer<typeof messageSchema>): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body: text });
  shown.add(notification);
  notification.on('click', () => {
    window.show();
  });
  notification.on('close', () => shown.delete(notification));
  notification.show();
}
