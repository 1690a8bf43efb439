import { ipcMain, type IpcMainInvokeEvent, shell } from 'electron';
import { z } from 'zod';
import { handleCall } from '../api/handle-call.ts';
import { isReportName } from '../services/export/export-record.ts';
import type { Workspace } from '../services/workspace.ts';
import { channels } from './channels.ts';
import { dialogRequestSchema, showDialog } from './dialogs.ts';
import { menuEntriesSchema, setMenu } from './menu.ts';
import { messageSchema, notify } from './notify.ts';
import type { AppWindow } from './window.ts';

/** Answers the page: calls as the loopback host does, and what only a desktop has. Others than our page get nothing. */
export function answerPage(workspace: Workspace, window: AppWindow): void {
  const context = { workspace, host: 'electron' } as const;
  const answer = (channel: string, act: (...args: unknown[]) => unknown): void => {
    ipcMain.handle(channel, (event: IpcMainInvokeEvent, ...args: unknown[]) => {
      if (!window.isSender(event.senderFrame)) throw new Error('not for you');
      return act(...args);
    });
  };
  answer(channels.call, (name, input) => handleCall(String(name), input, context));
  answer(channels.dialog, (request) => showDialog(window.parent, dialogRequestSchema.parse(request)));
  answer(channels.openPath, async (path) => {
    // Whatever the system starts for a file: reports only, for the path may stand in a stranger's project.
    const report = z.string().refine(isReportName, 'only reports are opened').parse(path);
    const failure = await shell.openPath(report);
    if (failure !== '') throw new Error(failure);
  });
  answer(channels.showInFolder, (path) => {
    shell.showItemInFolder(z.string().parse(path));
  });
  answer(channels.menu, (entries) => {
    setMenu(menuEntriesSchema.parse(entries), (id) => {
      window.send(channels.command, id);
    });
  });
  answer(channels.keep, () => {
    window.writeStorage();
  });
  answer(channels.title, (title) => {
    window.setTitle(z.string().max(500).parse(title));
  });
  answer(channels.notify, (message) => {
    notify(window, messageSchema.parse(message));
  });
}
