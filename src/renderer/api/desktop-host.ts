import type { DesktopBridge, DialogRequest } from '../../shared/contract/transport.ts';
import type { Host, PathRequest } from './host-shape.ts';

const PICTURE_EXTENSIONS = ['png', 'jpg', 'jpeg', 'webp', 'tif', 'tiff', 'bmp', 'gif', 'avif', 'heic', 'jp2'];
const filters: Readonly<Record<PathRequest['show'], DialogRequest['filters']>> = {
  folders: [],
  pictures: [{ name: 'Pictures', extensions: PICTURE_EXTENSIONS }],
  projects: [{ name: 'Maskmend projects', extensions: ['maskmend'] }],
  palettes: [{ name: 'Class lists', extensions: ['txt', 'csv', 'json', 'hex', 'png'] }],
  all: [],
};

export function createDesktopHost(bridge: DesktopBridge): Host {
  return {
    kind: 'desktop',
    call: (name, input) => bridge.call(name, input),
    subscribe: ({ onEvent, onConnection }) => {
      bridge.subscribe(onEvent);
      onConnection('connected');
    },
    showDialog: ({ kind, title, show, defaultPath }) =>
      bridge.showDialog({
        kind,
        title,
        ...(defaultPath !== undefined && { defaultPath }),
        ...(filters[show] !== undefined && { filters: filters[show] }),
      }),
    pathsOfFiles: (files) => files.map((file) => bridge.pathForFile(file)).filter((path) => path !== ''),
    openPath: (path) => void bridge.openPath(path),
    showInFolder: (path) => void bridge.showInFolder(path),
    setMenu: (entries) => void bridge.setMenu(entries),
    setTitle: (title) => void bridge.setTitle(title),
    tellSystem: (title, text) => void bridge.notify({ title, text }),
    writeStorage: () => void bridge.keep(),
    onCommand: (listener) => void bridge.onCommand(listener),
    onOpenPath: (listener) => void bridge.onOpenPath(listener),
  };
}
