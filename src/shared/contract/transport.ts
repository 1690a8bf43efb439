import type { CallAnswer } from './answer.ts';
import type { AppEvent } from './events.ts';

/**
 * The loopback host: `POST /api/call/<name>` with the input as `application/json` answers a CallAnswer, whatever became
 * of the call (401 and 403 where the sender is not ours); `GET /api/events` is an event stream, one AppEvent as JSON in
 * the data of each message. The page is first opened as `/?token=...`, answered with a cookie and a redirect to `/`;
 * from then on the browser sends the cookie and the page needs to know nothing.
 */
export const callUrl = (name: string): string => `/api/call/${name}`;
export const EVENTS_URL = '/api/events';

/** Which files a dialog of the system is to offer. */
export interface DialogRequest {
  readonly kind: 'open-folder' | 'open-files' | 'save-file';
  readonly title: string;
  /** Folder or file to begin with. */
  readonly defaultPath?: string;
  readonly filters?: readonly { readonly name: string; readonly extensions: readonly string[] }[];
}

/** An entry of the application's menu, made from the interface's table of commands. */
export type MenuEntry =
  | { readonly kind: 'separator' }
  | {
      readonly kind: 'command';
      readonly id: string;
      readonly label: string;
      /** As Electron writes accelerators: `CmdOrCtrl+O`. */
      readonly accelerator?: string;
      readonly isEnabled: boolean;
      /** Why it is not possible now, where that is not plain. */
      readonly whyNot?: string;
      readonly isChecked?: boolean;
    }
  | { readonly kind: 'submenu'; readonly label: string; readonly entries: readonly MenuEntry[] };

/** What the desktop shell puts into the page as `window.maskmend`; absent in a browser tab. */
export interface DesktopBridge {
  call(name: string, input: unknown): Promise<CallAnswer>;
  /** Ends with the function that it gives back. */
  subscribe(listener: (event: AppEvent) => void): () => void;
  /** Absolute path of a file that was dropped or picked: a DOM `File`. */
  pathForFile(file: unknown): string;
  /** Absolute paths; empty where the person changed their mind. */
  showDialog(request: DialogRequest): Promise<readonly string[]>;
  /** Opens a file in the program the system has for it; a report in the browser. */
  openPath(path: string): Promise<void>;
  /** Shows a file in the system's file manager. */
  showInFolder(path: string): Promise<void>;
  /** Replaces the application's menu. */
  setMenu(entries: readonly MenuEntry[]): Promise<void>;
  setTitle(title: string): Promise<void>;
  /** Shows a message of the system; a click on it brings the window to the front. */
  notify(message: { readonly title: string; readonly text: string }): Promise<void>;
  /** Has what the page keeps in its storage written at once. */
  keep(): Promise<void>;
  /** Tells which menu entry was chosen. */
  onCommand(listener: (id: string) => void): () => void;
  /** A path that the system asks to open: a project double-clicked, a folder dropped on the icon. */
  onOpenPath(listener: (path: string) => void): () => void;
}
