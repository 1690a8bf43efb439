// A stand-in for the `electron` module: what the shell uses of it, written against Electron's own types.
import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import type * as Electron from 'electron';

type Handler = (event: { senderFrame: { url: string } }, ...args: unknown[]) => unknown;
type Listener = (...args: unknown[]) => void;

/** What the shell did, for a test to look at. */
export interface Seen {
  readonly windows: WindowDouble[];
  readonly handlers: Map<string, Handler>;
  readonly schemes: Electron.CustomScheme[];
  pageHandler: ((request: Request) => Response | Promise<Response>) | undefined;
  menu: Electron.MenuItemConstructorOptions[];
  /** The channels that were answered when the page was loaded: it calls at once. */
  answeredAtLoad: readonly string[];
  messageAnswer: number;
  readonly asked: string[];
  readonly notifications: { title?: string; body?: string }[];
  readonly opened: string[];
  readonly recent: string[];
  dialogAnswer: string[];
  hasLock: boolean;
  quits: number;
}

export const seen: Seen = {
  windows: [],
  handlers: new Map(),
  schemes: [],
  pageHandler: undefined,
  menu: [],
  answeredAtLoad: [],
  messageAnswer: 0,
  asked: [],
  notifications: [],
  opened: [],
  recent: [],
  dialogAnswer: [],
  hasLock: true,
  quits: 0,
};

const appEvents = new EventEmitter();

/** Lets the system ask something of the app. */
export function emitApp(event: string, ...args: unknown[]): void {
  appEvents.emit(event, ...args);
}

export const app = {
  name: 'Maskmend',
  requestSingleInstanceLock: () => seen.hasLock,
  whenReady: () => Promise.resolve(),
  quit: () => {
    const event = { isPrevented: false, preventDefault: () => (event.isPrevented = true) };
    appEvents.emit('before-quit', event);
    if (!event.isPrevented) seen.quits++;
  },
  exit: () => {
    seen.quits++;
  },
  on: (event: string, listener: Listener) => {
    appEvents.on(event, listener);
    return app;
  },
  addRecentDocument: (path: string) => {
    seen.recent.push(path);
  },
};

class WebContentsDouble {
  readonly sent: [string, unknown][] = [];
  openHandler: (() => { action: string }) | undefined;
  readonly events = new EventEmitter();
  storageWrites = 0;
  permission: ((contents: unknown, permission: string, answer: (isAllowed: boolean) => void) => void) | undefined;
  permissionCheck: ((contents: unknown, permission: string) => boolean) | undefined;
  request: ((details: { readonly url: string }, answer: (given: { cancel: boolean }) => void) => void) | undefined;
  readonly session = {
    flushStorageData: () => {
      this.storageWrites++;
    },
    setPermissionRequestHandler: (handler: WebContentsDouble['permission']) => {
      this.permission = handler;
    },
    setPermissionCheckHandler: (handler: WebContentsDouble['permissionCheck']) => {
      this.permissionCheck = handler;
    },
    webRequest: {
      onBeforeRequest: (handler: WebContentsDouble['request']) => {
        this.request = handler;
      },
    },
  };
  send(channel: string, value: unknown): void {
    this.sent.push([channel, value]);
  }
  reloads = 0;
  reload(): void {
    this.reloads++;
  }
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openHandler = handler;
  }
  on(event: string, listener: Listener): this {
    this.events.on(event, listener);
    return this;
  }
}

class WindowDouble extends EventEmitter {
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = new WebContentsDouble();
  url = '';
  title = '';
  progress = -1;
  isShown = false;
  bounds = { x: 10, y: 20, width: 1000, height: 700 };
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    seen.windows.push(this);
  }
  loadURL(url: string): Promise<void> {
    this.url = url;
    seen.answeredAtLoad = [...seen.handlers.keys()];
    this.emit('ready-to-show');
    return Promise.resolve();
  }
  show(): void {
    this.isShown = true;
  }
  focus(): void {
    this.isShown = true;
  }
  restore(): void {
    this.isShown = true;
  }
  maximize(): void {
    this.emit('maximize');
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return false;
  }
  getNormalBounds() {
    return this.bounds;
  }
  setProgressBar(share: number): void {
    this.progress = share;
  }
  setTitle(title: string): void {
    this.title = title;
  }
}
export const BrowserWindow = WindowDouble;

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};

export const ipcMain = {
  handle: (channel: string, handler: Handler) => {
    seen.handlers.set(channel, handler);
  },
};

export const protocol = {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => {
    seen.schemes.push(...schemes);
  },
  handle: (_: string, handler: Seen['pageHandler']) => {
    seen.pageHandler = handler;
  },
};

/** Runs the script under Node, with the port that Electron gives its own processes. */
export const utilityProcess = {
  fork: (script: string) => {
    const events = new EventEmitter();
    const worker = new Worker(new URL('utility-process-double.js', import.meta.url), { workerData: { script } });
    worker.on('message', (message) => events.emit('message', message));
    worker.on('exit', (code) => events.emit('exit', code));
    return Object.assign(events, {
      postMessage: (message: unknown) => {
        worker.postMessage(message);
      },
      kill: () => {
        void worker.terminate();
        return true;
      },
    });
  },
};

export const shell = {
  openPath: (path: string) => {
    seen.opened.push(path);
    return Promise.resolve('');
  },
  showItemInFolder: (path: string) => {
    seen.opened.push(path);
  },
};

export const dialog = {
  showOpenDialog: () => Promise.resolve({ canceled: seen.dialogAnswer.length === 0, filePaths: seen.dialogAnswer }),
  showSaveDialog: () => Promise.resolve({ canceled: false, filePath: seen.dialogAnswer[0] ?? '' }),
  showErrorBox: () => undefined,
  showMessageBoxSync: (_window: Electron.BaseWindow, options: Electron.MessageBoxSyncOptions): number => {
    seen.asked.push(options.message);
    return seen.messageAnswer;
  },
};

export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (menu: Electron.MenuItemConstructorOptions[]) => {
    seen.menu = menu;
  },
};

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }
  readonly options: { title?: string; body?: string };
  constructor(options: { title?: string; body?: string }) {
    super();
    this.options = options;
  }
  show(): void {
    seen.notifications.push(this.options);
  }
}

/** Of each of the double's own names Electron has a function too, which takes what the double's takes and gives as much. */
type LikeReal<Double, Real> = {
  [Name in keyof Double]: Name extends keyof Real ? (Real[Name] extends Double[Name] ? true : Name) : Name;
}[keyof Double];

// A name that Electron has otherwise stands in place of `true` here, and the line does not compile.
export const isLikeElectron: readonly true[] = [
  true satisfies LikeReal<Pick<typeof app, 'requestSingleInstanceLock' | 'quit' | 'addRecentDocument'>, Electron.App>,
  true satisfies LikeReal<Pick<typeof shell, 'openPath' | 'showItemInFolder'>, Electron.Shell>,
  true satisfies LikeReal<Pick<typeof dialog, 'showMessageBoxSync'>, Electron.Dialog>,
  true satisfies LikeReal<Pick<WebContentsDouble, 'reload' | 'send'>, Electron.WebContents>,
  true satisfies LikeReal<Pick<typeof protocol, 'registerSchemesAsPrivileged'>, Electron.Protocol>,
  true satisfies LikeReal<
    Pick<WindowDouble, 'loadURL' | 'show' | 'focus' | 'restore' | 'setProgressBar' | 'setTitle' | 'isMaximized'>,
    Electron.BrowserWindow
  >,
];
