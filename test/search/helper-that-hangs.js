// Loaded before the program: a thread that helps in a search hangs in the middle of it.
import { workerData } from 'node:worker_threads';

/** Signs of life, one for each MCU, before it gives none any more. */
const MCUS = 50;

if (workerData?.search !== undefined) {
  const { add } = Atomics;
  let left = MCUS;
  Atomics.add = (memory, at, value) => {
    if (left-- === 0) for (;;);
    return add(memory, at, value);
  };
}
