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

/** Takes memory in small pieces. */
export function devourHeap(): Promise<string> {
  let hoard: object = {};
  for (let place = 0; ; place++) hoard = { text: `${place}`, hoard };
}

/** One array that grows and grows: V8 moves it to a larger place, hundreds of megabytes at once. */
export function devourInLeaps(): Promise<string> {
  const hoard: number[] = [];
  for (let place = 0; ; place++) hoard.push(place + 0.5);
}

/** Takes its thread down unless nothing else is at work on the words it was given. */
export async function dieInCompany({ company }: { readonly company: Int32Array }): Promise<string> {
  if (Atomics.add(company, 0, 1) === 0) process.exit(7);
  return Promise.resolve('alone at last');
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
