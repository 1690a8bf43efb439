import type { PixelPlane } from './orient-pixels.ts';

type Plane = PixelPlane<Uint8Array | Uint16Array>;

/** True where no side is longer than `longestSide` pixels. */
export function isSmallerThan({ width, height }: Plane, longestSide: number): boolean {
  return Math.max(width, height) <= longestSide;
}

/** A plane made smaller by nearest neighbour, so that its longest side is `longestSide` pixels; no value is made up. */
export function shrinkPlane<Values extends Uint8Array | Uint16Array>(
  plane: PixelPlane<Values>,
  longestSide: number,
): PixelPlane<Values> {
  const factor = longestSide / Math.max(plane.width, plane.height);
  if (factor >= 1) return plane;
  const width = Math.max(1, Math.round(plane.width * factor));
  const height = Math.max(1, Math.round(plane.height * factor));
  // Same type as the source.
  const values = plane.values.slice(0, width * height) as Values;
  const columns = Uint32Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * plane.width) / width));
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * plane.height) / height) * plane.width;
    for (let x = 0; x < width; x++) values[at++] = plane.values[row + columns[x]];
  }
  return { width, height, values };
}
