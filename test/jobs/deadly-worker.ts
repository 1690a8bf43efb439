// A worker file whose tasks end the whole process, as native code does that fails.

export interface DeadlyTask {
  readonly path: string;
  readonly deadly: readonly string[];
  readonly stop?: Int32Array;
}

/** Ends the process for the files that are said to be deadly; gives what it was asked with for others. */
export function work({
  path,
  deadly,
  stop,
}: DeadlyTask): Promise<{ path: string; stop: number; numbers: Map<string, bigint> }> {
  if (deadly.includes(path)) process.kill(process.pid, 'SIGSEGV');
  return Promise.resolve({ path, stop: stop?.length ?? 0, numbers: new Map([['large', 2n ** 60n]]) });
}

/** Works until it is told to stop. */
export function untilStopped({ stop }: DeadlyTask): Promise<string> {
  while (stop !== undefined && Atomics.load(stop, 0) === 0);
  return Promise.resolve('stopped as told');
}

/** Never looks up. */
export function forever(): Promise<string> {
  for (;;);
}

/** An answer that only threads can share. */
export function share({ path }: Pick<DeadlyTask, 'path'>): Promise<Uint8Array> {
  return Promise.resolve(new Uint8Array(new SharedArrayBuffer(path === '' ? 0 : 4)));
}
