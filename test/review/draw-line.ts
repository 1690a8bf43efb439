import { decode, encode } from 'fast-png';

/** A picture of three channels with one row in another colour. */
export function encodeWithLine(
  png: Uint8Array,
  { y, rgb }: { readonly y: number; readonly rgb: readonly number[] },
): Uint8Array {
  const { width, height, data } = decode(png);
  for (let x = 0; x < width; x++) data.set(rgb, 3 * (y * width + x));
  return encode({ width, height, data, channels: 3 });
}
