/** From so many pixels on, the arrays of a picture lie in memory that threads share, so that several can work on it. */
export const LARGE_PIXELS = 32_000_000;

/** Memory for an array, in bytes; shared where asked and where there is such a thing. */
export function memoryOf(bytes: number, isShared: boolean): ArrayBufferLike {
  return isShared && typeof SharedArrayBuffer === 'function' ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
}

export function isShared({ buffer }: { readonly buffer: ArrayBufferLike }): boolean {
  return typeof SharedArrayBuffer === 'function' && buffer instanceof SharedArrayBuffer;
}
