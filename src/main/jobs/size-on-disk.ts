import { stat } from '../file-system.ts';

/** Bytes of a file, which the time that reading it takes depends on; 1 where it is empty, or not there. */
export async function sizeOnDisk(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => Math.max(1, size),
    () => 1,
  );
}
