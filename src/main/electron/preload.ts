import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { DesktopBridge } from '../../shared/contract/transport.ts';
import { channels } from './channels.ts';

/** Calls `listener` with what the shell sends; ends with the function that it gives back. */
function listen<Value>(channel: string, listener: (value: Value) => void): () => void {
  const receive = (_: unknown, value: Value): void => {
    listener(value);
  };
  ipcRenderer.on(channel, receive);
  return () => ipcRenderer.off(channel, receive);
}

const bridge: DesktopBridge = {
  call: (name, input) => ipcRenderer.invoke(channels.call, name, input) as ReturnType<DesktopBridge['call']>,
  subscribe: (listener) => listen<AppEvent>(channels.event, listener),
  // The page gives what a drop or a file input gave it.
  pathForFile: (file) => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
  showDialog: (request) => ipcRenderer.invoke(channels.dialog, request) as ReturnType<DesktopBridge['showDialog']>,
  openPath: (path) => ipcRenderer.invoke(channels.openPath, path) as Promise<void>,
  showInFolder: (path) => ipcRenderer.invoke(channels.showInFolder, path) as Promise<void>,
  setMenu: (entries) => ipcRenderer.invoke(channels.menu, entries) as Promise<void>,
  setTitle: (title) => ipcRenderer.invoke(channels.title, title) as Promise<void>,
  onCommand: (listener) => listen<string>(channels.command, listener),
  onOpenPath: (listener) => listen<string>(channels.pathToOpen, listener),
};

contextBridge.exposeInMainWorld('maskmend', bridge);
