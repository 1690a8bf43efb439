import { fileURLToPath } from 'node:url';
import { utilityProcess } from 'electron';
import type { StartProcess } from '../jobs/own-process.ts';

/** Starts a process as Electron does: its own program is barred from running scripts as Node would. */
export const startUtilityProcess: StartProcess = (script) => {
  const child = utilityProcess.fork(fileURLToPath(script), [], { stdio: 'ignore' });
  return {
    send: (order) => {
      child.postMessage(order);
    },
    onWord: (listener) => {
      child.on('message', listener);
    },
    onEnd: (listener) => {
      child.once('exit', (code) => {
        listener(`exit code ${String(code)}`);
      });
    },
    kill: () => child.kill(),
  };
};
