import { decode } from 'fast-png';

/** The samples of a PNG of one channel, read by another program's code. */
export function decodePng(bytes: Uint8Array): number[] {
  return Array.from(decode(bytes).data);
}
