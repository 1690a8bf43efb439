import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DesktopBridge } from '../../shared/contract/transport.ts';
import { channels } from './channels.ts';

/** Calls `listener` with what the shell sends; ends with the function that it gives back. */
function listen(channel: string, listener: (value: never) => void): () => void {
  const receive = (_: unknown, ...values: readonly unknown[]): void => {
    // What a channel carries is what the shell sends on it: one value of the listener's type.
    listener(values[0] as never);
  };
  ipcRenderer.on(channel, receive);
  return () => ipcRenderer.off(channel, receive);
}

const bridge: DesktopBridge = {
  call: (name, input) => ipcRenderer.invoke(channels.call, name, input) as ReturnType<DesktopBridge['call']>,
  subscribe: (listener) => listen(channels.event, listener),
  // The page gives what a drop or a file input gave it.
  pathForFile: (file) => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
  showDialog: (request) => ipcRenderer.invoke(channels.dialog, request) as ReturnType<DesktopBridge['showDialog']>,
  openPath: (path) => ipcRenderer.invoke(channels.openPath, path) as Promise<void>,
  showInFolder: (path) => ipcRenderer.invoke(channels.showInFolder, path) as Promise<void>,
  setMenu: (entries) => ipcRenderer.invoke(channels.menu, entries) as Promise<void>,
  setTitle: (title) => ipcRenderer.invoke(channels.title, title) as Promise<void>,
  notify: (message) => ipcRenderer.invoke(channels.notify, message) as Promise<void>,
  keep: () => ipcRenderer.invoke(channels.keep) as Promise<void>,
  onCommand: (listener) => listen(channels.command, listener),
  onOpenPath: (listener) => listen(channels.pathToOpen, listener),
};

contextBridge.exposeInMainWorld('maskmend', bridge);
