import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { bundledNodePath } from '../../src/main/launcher/node-runtime.js';

const launcher = fileURLToPath(new URL('../../src/main/launcher/maskmend.js', import.meta.url));

export interface AppServer {
  /** With its token, as it is printed. */
  readonly url: string;
  readonly process: ChildProcess;
  /** As by Ctrl-C. */
  readonly stop: () => Promise<void>;
  /** As by a crash or a power cut. */
  readonly kill: () => Promise<void>;
}

export interface ServerOptions {
  /** Settings, recent projects, sample: the program's own folder. */
  readonly home: string;
  readonly project?: string | undefined;
  readonly port?: number;
}

/** The program itself in a process of its own, as `maskmend serve` starts it. */
export async function startServer({ home, project, port = 0 }: ServerOptions): Promise<AppServer> {
  // The bundled Node itself: a launcher in between would be killed in place of the program.
  const node = bundledNodePath() ?? process.execPath;
  const args = [launcher, 'serve', ...(project === undefined ? [] : [project]), '--port', String(port)];
  const child = spawn(node, args, {
    env: { ...process.env, MASKMEND_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    url: await printedAddress(child),
    process: child,
    stop: () => end(child, 'SIGINT'),
    kill: () => end(child, 'SIGKILL'),
  };
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\S+/.exec(said)?.[0];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.on('exit', (code) => {
      reject(new Error(`the server ended with ${code}: ${said}`));
    });
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
