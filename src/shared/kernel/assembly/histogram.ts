// How often each value stands among many bytes, most of which are like the one before.
import { resetMemory, take } from './memory';

let counts: usize = 0;
let chunk: usize = 0;

/** To be called first; `bytes` are counted at a time, at most. */
export function setHistogram(bytes: i32): void {
  resetMemory();
  counts = take(256 * 4);
  chunk = take(bytes);
}

/** Address of 256 counts of 32 bits. */
export function countsAt(): usize {
  return counts;
}

export function chunkAt(): usize {
  return chunk;
}

/** Adds the first `length` bytes of the chunk to the counts. */
export function countChunk(length: i32): void {
  const end = chunk + length;
  let at = chunk;
  while (at < end) {
    const first = at;
    const value = load<u8>(at++);
    const sixteen = i8x16.splat(<i8>value);
    while (at + 16 <= end && i8x16.all_true(i8x16.eq(v128.load(at), sixteen))) at += 16;
    while (at < end && load<u8>(at) === value) at++;
    const count = counts + (<usize>value << 2);
    store<u32>(count, load<u32>(count) + <u32>(at - first));
  }
}
