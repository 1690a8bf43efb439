/** Smaller ones may be parts of a memory that Node shares among many. */
const LEAST_BYTES = 65_536;

/**
 * Gives the memory of values back that nobody uses any more, but for those that share it with `kept`. The collector, which
 * sees next to nothing of it, would let that of many pictures pile up, then look through all it knows again and again.
 */
export function giveBack(values: ArrayBufferView, ...kept: readonly ArrayBufferView[]): void {
  const { buffer, byteLength } = values;
  const isOwn = buffer instanceof ArrayBuffer && byteLength >= LEAST_BYTES;
  if (isOwn && !kept.some((other) => other.buffer === buffer)) buffer.transfer(0);
}
