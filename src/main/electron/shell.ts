import { resolve } from 'node:path';
import { app, dialog } from 'electron';
import { rendererFolder } from '../api/static-files.ts';
import { limitsOfEnvironment } from '../limits-of-environment.ts';
import { firstProject } from '../services/first-project.ts';
import { Workspace } from '../services/workspace.ts';
import { channels } from './channels.ts';
import { answerPage } from './bridge.ts';
import { followEvents } from './follow-events.ts';
import { declareScheme, serveScheme } from './private-scheme.ts';
import { AppWindow } from './window.ts';

/** As in electron-builder.yml. */
const APP_ID = 'org.maskmend.app';

/**
 * The desktop app: one window over the same calls and pictures as the loopback host. A second start shows the window of
 * the first and hands over what it was to open.
 */
export async function startShell(dataFolder: string): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  declareScheme();
  // Windows shows notifications of known programs only; the installer gives the shortcut the same name.
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
  const opened = waitForPaths();
  await app.whenReady();
  try {
    await openApp(dataFolder, opened);
  } catch (error) {
    // Without a window there is nothing else to tell it in.
    dialog.showErrorBox('Maskmend cannot start', error instanceof Error ? error.message : String(error));
    app.exit(1);
  }
}

async function openApp(dataFolder: string, opened: ReturnType<typeof waitForPaths>): Promise<void> {
  const workspace = await Workspace.open(dataFolder, limitsOfEnvironment());
  await beginWith(workspace, opened.first());
  serveScheme(workspace, rendererFolder());
  const window = await AppWindow.open(workspace);
  answerPage(workspace, window);
  followEvents(workspace, window);
  await window.load();
  opened.follow((path) => {
    window.show();
    if (path !== undefined) window.send(channels.pathToOpen, path);
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  closeInOrder(workspace);
}

/** A project that cannot be opened leaves the start page, which tells of it when the person tries again. */
async function beginWith(workspace: Workspace, paths: readonly string[]): Promise<void> {
  const path = firstProject(paths, await workspace.recent());
  if (path === undefined) return;
  await workspace.openProject(path).catch((error: unknown) => {
    workspace.log.add(`at start: ${String(error)}`);
  });
}

/** Paths that the system asks to open: at start, by a second start, and on macOS by an event of its own. */
function waitForPaths() {
  const paths = projectsAmong(process.argv, process.cwd());
  const late: (string | undefined)[] = [];
  let take = (path: string | undefined): void => void late.push(path);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    take(path);
  });
  app.on('second-instance', (_, argv, workingDirectory) => {
    const projects = projectsAmong(argv, workingDirectory);
    if (projects.length === 0) take(undefined);
    for (const path of projects) take(path);
  });
  return {
    /** What the app begins with; by an event until now as well. */
    first: (): readonly string[] => [...paths, ...late.splice(0).filter((path) => path !== undefined)],
    /** `undefined`: to be shown, with nothing to open. */
    follow: (then: (path: string | undefined) => void): void => {
      take = then;
      late.splice(0).forEach(then);
    },
  };
}

/** The other process may have been started elsewhere: paths are relative to where it was. */
function projectsAmong(argv: readonly string[], folder: string): string[] {
  return argv
    .slice(1)
    .filter((path) => path.endsWith('.maskmend'))
    .map((path) => resolve(folder, path));
}

/** The project is brought into its one file before the program ends; jobs that run can be resumed. */
function closeInOrder(workspace: Workspace): void {
  let isClosed = false;
  app.on('before-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void workspace.close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
}
