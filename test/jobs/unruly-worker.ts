import { setTimeout as pause } from 'node:timers/promises';

// A worker file whose tasks behave as badly as real ones may.

export interface UnrulyTask {
  readonly text: string;
  readonly stop: Int32Array;
}

export function echo({ text }: UnrulyTask): Promise<string> {
  return Promise.resolve(text);
}

export function exit(): Promise<string> {
  process.exit(7);
}

export function throwLater(): Promise<string> {
  setImmediate(() => {
    throw new Error('nobody caught this');
  });
  return new Promise(() => undefined);
}

/**
 * Takes memory in small pieces: V8 ends a thread at its limit only where the next piece fits into 16 MB more, and
 * otherwise ends the whole process, which no test survives.
 */
export function devourHeap(): Promise<string> {
  let hoard: object = {};
  for (let place = 0; ; place++) hoard = { text: `${place}`, hoard };
}

/** Works in one go, and looks at the flag now and then. */
export function obey({ stop }: UnrulyTask): Promise<string> {
  while (Atomics.load(stop, 0) === 0);
  return Promise.resolve('stopped as told');
}

/** Never looks at the flag. */
export function ignore(): Promise<string> {
  for (;;);
}

export async function linger({ text }: UnrulyTask): Promise<string> {
  await pause(5);
  return text;
}
