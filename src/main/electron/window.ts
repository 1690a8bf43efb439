import { fileURLToPath } from 'node:url';
import { BrowserWindow, dialog, type Rectangle, screen } from 'electron';
import { z } from 'zod';
import type { Workspace } from '../services/workspace.ts';
import { ORIGIN } from './private-scheme.ts';

/** Under this name the window's place stands in the window state. */
const STATE = 'desktop-window';
const SAVE_DELAY_MS = 500;

const stateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400),
  height: z.int().min(300),
  isMaximised: z.boolean(),
});
type WindowPlace = z.infer<typeof stateSchema>;

const FIRST_SIZE = { width: 1440, height: 900 };
const LEAST_SIZE = { minWidth: 900, minHeight: 600 };

/** The app's one window. */
export class AppWindow {
  readonly #window: BrowserWindow;

  /** A window where it was last, still empty and hidden. */
  static async open(workspace: Workspace): Promise<AppWindow> {
    const place = stateSchema.safeParse((await workspace.windowState.read())[STATE]).data;
    return new AppWindow(workspace, place);
  }

  private constructor(workspace: Workspace, place: WindowPlace | undefined) {
    const bounds = place !== undefined && isOnScreen(place) ? place : FIRST_SIZE;
    this.#window = new BrowserWindow({
      ...bounds,
      ...LEAST_SIZE,
      title: 'Maskmend',
      show: false,
      webPreferences: {
        preload: fileURLToPath(new URL('./preload.cjs', import.meta.url)),
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    if (place?.isMaximised === true) this.#window.maximize();
    this.#window.once('ready-to-show', () => {
      this.#window.show();
    });
    this.#stayAtHome();
    this.#askBeforeLoss();
    this.#outliveCrash(workspace);
    this.#rememberPlace(workspace);
  }

  /** Loads the page, which calls at once: whoever answers it must be there before. */
  async load(): Promise<void> {
    await this.#window.loadURL(`${ORIGIN}/`);
  }

  show(): void {
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  send(channel: string, value: unknown): void {
    if (!this.#window.isDestroyed()) this.#window.webContents.send(channel, value);
  }

  /** 0..1, or undefined where nothing runs. */
  setProgress(share: number | undefined): void {
    if (!this.#window.isDestroyed()) this.#window.setProgressBar(share ?? -1);
  }

  setTitle(title: string): void {
    this.#window.setTitle(title);
  }

  /**
   * Writes what the page keeps in its storage, which it has since its scheme is a standard one. Chromium would collect
   * for some seconds, and a program that is killed meanwhile loses them.
   */
  writeStorage(): void {
    this.#window.webContents.session.flushStorageData();
  }

  /** The window that dialogs belong to. */
  get parent(): BrowserWindow {
    return this.#window;
  }

  /** True where a message comes from our own page, not from something that was loaded into it. */
  isSender(frame: { readonly url: string } | null): boolean {
    // Not by the origin that URL tells: of schemes that it does not know it is `null`, for data: and file: as well.
    return frame?.url.startsWith(`${ORIGIN}/`) === true;
  }

  /** The page opens no windows and goes nowhere else. */
  #stayAtHome(): void {
    const { webContents } = this.#window;
    webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    webContents.on('will-navigate', (event, url) => {
      if (!url.startsWith(`${ORIGIN}/`)) event.preventDefault();
    });
    // For copying a colour's code; nothing else is asked for.
    const isAllowed = (permission: string): boolean => permission === 'clipboard-sanitized-write';
    const { session } = webContents;
    session.setPermissionRequestHandler((_, permission, answer) => {
      answer(isAllowed(permission));
    });
    session.setPermissionCheckHandler((_, permission) => isAllowed(permission));
    // The page's policy forbids requests already; this holds for whatever the policy does not know of.
    session.webRequest.onBeforeRequest(({ url }, answer) => {
      answer({ cancel: !isLocal(url) });
    });
  }

  /** The page objects to being closed while something is not saved; Electron alone would stay open without a word. */
  #askBeforeLoss(): void {
    this.#window.webContents.on('will-prevent-unload', (event) => {
      const answer = dialog.showMessageBoxSync(this.#window, {
        type: 'warning',
        message: 'The last change is not saved yet.',
        detail: 'It takes a moment. What is closed now loses it.',
        buttons: ['Wait', 'Close anyway'],
        defaultId: 0,
        cancelId: 0,
      });
      if (answer === 1) event.preventDefault();
    });
  }

  /** The page holds nothing that the project does not have: where its process dies, it begins anew. */
  #outliveCrash(workspace: Workspace): void {
    this.#window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
      if (reason === 'clean-exit' || this.#window.isDestroyed()) return;
      workspace.log.add(`the page ended: ${reason} (${exitCode})`);
      this.#window.webContents.reload();
    });
  }

  #rememberPlace(workspace: Workspace): void {
    let timer: NodeJS.Timeout | undefined;
    const save = async (): Promise<void> => {
      if (this.#window.isDestroyed()) return;
      const place: WindowPlace = { ...this.#window.getNormalBounds(), isMaximised: this.#window.isMaximized() };
      await workspace.windowState.write({ ...(await workspace.windowState.read()), [STATE]: place });
    };
    const saveSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        void save();
      }, SAVE_DELAY_MS);
    };
    this.#window.on('resize', saveSoon);
    this.#window.on('move', saveSoon);
    this.#window.on('maximize', saveSoon);
    this.#window.on('unmaximize', saveSoon);
  }
}

/** What needs no network. */
function isLocal(url: string): boolean {
  return url.startsWith(`${ORIGIN}/`) || /^(?:blob|data|devtools):/.test(url);
}

/** A screen may have gone since. */
function isOnScreen(place: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const isLeft = place.x + place.width > workArea.x + 100 && place.x < workArea.x + workArea.width - 100;
    return isLeft && place.y >= workArea.y - 20 && place.y < workArea.y + workArea.height - 100;
  });
}
