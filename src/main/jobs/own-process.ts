import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ErrorData } from '../../shared/errors.ts';

/** A task for a process of its own: the function `name` of a worker file, with what is plain data of its input. */
export interface OwnProcessTask {
  readonly file: string;
  readonly name: string;
  readonly task: unknown;
  readonly maxHeapMegabytes: number;
}

/** What is told to the process. */
export type OwnProcessOrder = { readonly kind: 'work'; readonly work: OwnProcessTask } | { readonly kind: 'stop' };

/** What it answers. */
export type OwnProcessWord =
  | { readonly kind: 'alive' }
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly error: ErrorData; readonly isDeath: boolean };

/** Another process of the program that runs a script. */
export interface OwnProcess {
  send(order: OwnProcessOrder): void;
  onWord(listener: (word: OwnProcessWord) => void): void;
  /** Called once, with how it ended: `SIGSEGV`, `exit code 3`, or why it could not start. */
  onEnd(listener: (how: string) => void): void;
  kill(): void;
}

export type StartProcess = (script: URL) => OwnProcess;

let startProcess: StartProcess = forkNode;

/** For a host whose program runs no scripts as Node does: how another process is started there. */
export function startProcessesBy(start: StartProcess): void {
  startProcess = start;
}

export function openOwnProcess(script: URL): OwnProcess {
  return startProcess(script);
}

function forkNode(script: URL): OwnProcess {
  // Structured clones, so that typed arrays, maps and large integers arrive as what they are.
  const child = fork(fileURLToPath(script), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return {
    send: (order) => {
      // To one that has ended nothing is sent; its end is told.
      if (child.connected) child.send(order, () => undefined);
    },
    onWord: (listener) => {
      child.on('message', (word) => {
        // Our own script at the other end, with the types above.
        listener(word as OwnProcessWord);
      });
    },
    onEnd: (listener) => {
      let isTold = false;
      const tell = (how: string): void => {
        if (!isTold) listener(how);
        isTold = true;
      };
      child.once('error', (error) => {
        tell(`it could not start: ${error.message}`);
      });
      child.once('exit', (code, signal) => {
        tell(signal ?? `exit code ${String(code)}`);
      });
    },
    kill: () => child.kill('SIGKILL'),
  };
}
