import type { CallAnswer } from '../../shared/contract/answer.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { MenuEntry } from '../../shared/contract/transport.ts';
import type { ErrorData } from '../../shared/errors.ts';

/** What a dialog asks for; `title` heads it. */
export interface PathRequest {
  readonly kind: 'open-folder' | 'open-files' | 'save-file';
  readonly title: string;
  readonly show: 'folders' | 'pictures' | 'projects' | 'palettes' | 'all';
  /** Folder or file to begin with. */
  readonly defaultPath?: string | undefined;
}

export type Connection = 'connecting' | 'connected' | 'lost';

export interface HostListener {
  readonly onEvent: (event: AppEvent) => void;
  readonly onConnection: (connection: Connection) => void;
}

/** The services did not answer, or do not know the page any more: nobody can say whether the call was done. */
export interface NoAnswer {
  readonly ok: false;
  readonly error: ErrorData;
  readonly isUnanswered: true;
}

/** What the two hosts do differently. Everything beyond this line does not know which of them it runs in. */
export interface Host {
  readonly kind: 'desktop' | 'browser';
  readonly call: (name: string, input: unknown) => Promise<CallAnswer | NoAnswer>;
  readonly subscribe: (listener: HostListener) => void;
  /** The system's own dialog; absent where the interface brings its own. */
  readonly showDialog?: (request: PathRequest) => Promise<readonly string[]>;
  /** Absolute paths of what was dropped; absent where a page may not know them. */
  readonly pathsOfFiles?: (files: readonly File[]) => readonly string[];
  /** Opens a file in the system's own program for it; absent where there is no system to ask. */
  readonly openPath?: (path: string) => void;
  readonly showInFolder?: (path: string) => void;
  readonly setMenu?: (entries: readonly MenuEntry[]) => void;
  readonly setTitle: (title: string) => void;
  /** Shows a message of the system, for somebody who looks elsewhere. */
  readonly tellSystem: (title: string, text: string) => void;
  /** Has what was put into the page's storage written at once; absent where a browser outlives the services. */
  readonly writeStorage?: () => void;
  readonly onCommand?: (listener: (id: string) => void) => void;
  readonly onOpenPath?: (listener: (path: string) => void) => void;
}
