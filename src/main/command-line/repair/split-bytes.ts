/** The parts of `bytes` between bytes of value `mark`. */
export function splitBytes(bytes: Uint8Array, mark: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(mark); end >= 0; end = bytes.indexOf(mark, start)) {
    parts.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...parts, bytes.subarray(start)];
}
