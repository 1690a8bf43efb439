import { withKernel } from '../kernel/kernel-module.ts';

const CHUNK_BYTES = 262_144;

/** How often each value 0..255 stands among bytes, fewer than 2^32 of each. */
export function countValues(bytes: Uint8Array): Uint32Array {
  return withKernel((kernel) => {
    kernel.setHistogram(CHUNK_BYTES);
    const chunk = new Uint8Array(kernel.memory.buffer, kernel.chunkAt(), CHUNK_BYTES);
    for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
      const part = bytes.subarray(from, from + CHUNK_BYTES);
      chunk.set(part);
      kernel.countChunk(part.length);
    }
    return new Uint32Array(kernel.memory.buffer, kernel.countsAt(), 256).slice();
  });
}
