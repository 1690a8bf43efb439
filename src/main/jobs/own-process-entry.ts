import { toErrorData } from '../../shared/errors.ts';
import { lifeShown, openWorkSign } from '../workers/work-sign.ts';
import type { OwnProcessOrder, OwnProcessTask, OwnProcessWord } from './own-process.ts';
import { openStopFlag } from './stop-flag.ts';
import { WorkerDeath } from './worker-death.ts';
import { openThreads } from './worker-threads.ts';

// A process that does one task, in a thread as usual, and ends. Entry point: it is told what to do by a message.

/** How often it says that the work goes on, where it does. */
const LOOK_MS = 1000;

/** Electron's own processes speak through a port, others by Node's messages. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: OwnProcessOrder }) => void): void;
  postMessage(word: OwnProcessWord): void;
}

const port = (process as { readonly parentPort?: ParentPort }).parentPort;
const stopped = new AbortController();
const stop = openStopFlag(stopped.signal);
const sign = openWorkSign();

if (port !== undefined) {
  port.on('message', ({ data }) => {
    obey(data);
  });
} else {
  process.on('message', (order) => {
    obey(order as OwnProcessOrder);
  });
  // Nobody waits for it any more.
  process.on('disconnect', () => process.exit(0));
}

function obey(order: OwnProcessOrder): void {
  if (order.kind === 'stop') stopped.abort();
  else void work(order.work).then(say);
}

function say(word: OwnProcessWord): void {
  try {
    if (port !== undefined) port.postMessage(word);
    else process.send?.(word);
  } catch (error) {
    // An answer that cannot leave the process says nothing against the file: it is worked on once more, in a thread.
    say({ kind: 'failed', error: toErrorData(error), isDeath: true });
  }
}

async function work({ file, name, task, maxHeapMegabytes }: OwnProcessTask): Promise<OwnProcessWord> {
  let heard = 0;
  const timer = setInterval(() => {
    const now = lifeShown(sign);
    if (now !== heard) say({ kind: 'alive' });
    heard = now;
  }, LOOK_MS);
  try {
    const threads = await openThreads<Record<string, (task: unknown) => Promise<unknown>>>({
      file: new URL(file),
      threads: 1,
      maxHeapMegabytes,
    });
    const value = await threads.run(name, { ...(task as object), stop: stop.flag, sign }, stop);
    return { kind: 'done', value };
  } catch (error) {
    return { kind: 'failed', error: toErrorData(error), isDeath: error instanceof WorkerDeath };
  } finally {
    clearInterval(timer);
  }
}
