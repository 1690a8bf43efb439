/** From so many pixels on, the arrays of a picture lie in memory that threads share, so that several can work on it. */
export const LARGE_PIXELS = 32_000_000;

/** What was given back for the next picture, oldest first. */
const kept: ArrayBuffer[] = [];
let keptBytes = 0;
const LEAST_KEPT_BYTES = 65_536;
const MOST_KEPT_BYTES = 48 * 1024 * 1024;

/** Memory of zeros for an array, in bytes; shared where asked and where there is such a thing. */
export function memoryOf(bytes: number, isShared: boolean): ArrayBufferLike {
  if (isShared && typeof SharedArrayBuffer === 'function') return new SharedArrayBuffer(bytes);
  const memory = takeKept(bytes);
  if (memory === undefined) return new ArrayBuffer(bytes);
  new Uint8Array(memory).fill(0);
  return memory;
}

/** The same for an array of which every value is set before any is read: what it holds is whatever was there before. */
export function unclearedMemoryOf(bytes: number, isShared = false): ArrayBufferLike {
  return (isShared ? undefined : takeKept(bytes)) ?? memoryOf(bytes, isShared);
}

function takeKept(bytes: number): ArrayBuffer | undefined {
  const place = kept.findIndex(({ byteLength }) => byteLength === bytes);
  if (place < 0) return undefined;
  const [memory] = kept.splice(place, 1);
  keptBytes -= bytes;
  return memory;
}

/**
 * Takes the memory of an array that nobody uses any more, for the next of the same size: the pictures of a folder often
 * are, and fresh memory costs a fault for each of its pages. The array is empty from then on.
 */
export function recycle({ buffer, byteLength }: ArrayBufferView): void {
  if (!(buffer instanceof ArrayBuffer) || byteLength !== buffer.byteLength) return;
  if (byteLength < LEAST_KEPT_BYTES || byteLength > MOST_KEPT_BYTES / 4) {
    if (byteLength > 0) buffer.transfer(0);
    return;
  }
  kept.push(buffer.transfer());
  keptBytes += byteLength;
  while (keptBytes > MOST_KEPT_BYTES) keptBytes -= dropOldest();
}

function dropOldest(): number {
  const oldest = kept.shift();
  const bytes = oldest?.byteLength ?? 0;
  oldest?.transfer(0);
  return bytes;
}

export function isShared({ buffer }: { readonly buffer: ArrayBufferLike }): boolean {
  return typeof SharedArrayBuffer === 'function' && buffer instanceof SharedArrayBuffer;
}
