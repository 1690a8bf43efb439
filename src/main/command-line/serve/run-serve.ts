import { resolve } from 'node:path';
import { existsSync } from '../../file-system.ts';
import { rendererFolder } from '../../api/static-files.ts';
import { type LoopbackServer, startLoopbackServer } from '../../http/loopback-server.ts';
import { dataFolder } from '../../data-folder.ts';
import { limitsOfEnvironment } from '../../limits-of-environment.ts';
import { firstProject } from '../../services/first-project.ts';
import { Workspace } from '../../services/workspace.ts';
import type { CommandContext } from '../command-context.ts';
import { toErrorData } from '../../../shared/errors.ts';
import { describeFailure } from '../describe-failure.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { openInBrowser } from './open-in-browser.ts';
import type { Screen } from '../screen.ts';
import { startOnUsualPort } from './usual-port.ts';
import type { ServeOptions } from './serve-options.ts';

export interface ServeCall {
  readonly project: string | undefined;
  readonly options: ServeOptions;
}

/** Serves the app until the person ends it. */
export async function runServe({ project, options }: ServeCall, context: CommandContext): Promise<ExitCode> {
  const { screen } = context;
  const ended = Promise.withResolvers<undefined>();
  const stop = context.listenForStop(() => {
    screen.remark('maskmend: ending; jobs can be resumed later');
    ended.resolve(undefined);
  });
  const workspace = await Workspace.open(dataFolder(), { ...limitsOfEnvironment(), ...options.limit });
  try {
    if (project !== undefined) await openOrCreate(workspace, resolve(project));
    else if (options.last === true) await openLast(workspace, screen);
    const start = (port: number): Promise<LoopbackServer> =>
      startLoopbackServer({ port, context: { workspace, host: 'loopback' }, renderer: rendererFolder() });
    const server = await (options.port === 0 ? startOnUsualPort(dataFolder(), start) : start(options.port));
    screen.print(`Maskmend is at ${server.url}`);
    if (options.open === true && !openInBrowser(server.url)) screen.remark('maskmend: open this address in a browser');
    if (!stop.signal.aborted) await ended.promise;
    await server.close();
  } finally {
    await workspace.close();
  }
  return exitCodes.done;
}

/** One that cannot be opened is told of; the start page then serves as well. */
async function openLast(workspace: Workspace, screen: Screen): Promise<void> {
  const path = firstProject([], await workspace.recent());
  if (path === undefined) return;
  try {
    await workspace.openProject(path);
  } catch (error) {
    screen.remark(`maskmend: ${describeFailure(toErrorData(error))}`);
  }
}

async function openOrCreate(workspace: Workspace, path: string): Promise<void> {
  if (existsSync(path)) await workspace.openProject(path);
  else await workspace.create(path);
}
