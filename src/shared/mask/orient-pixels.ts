/** A plane of one value per pixel, row-major. */
export interface PixelPlane<Values extends Uint8Array | Uint16Array> {
  readonly width: number;
  readonly height: number;
  readonly values: Values;
}

/** Of each EXIF orientation (Exif 2.32, 4.6.4): whether x or y run backwards, and whether rows become columns. */
const TURNS = [
  { isMirrored: false, isFlipped: false, isTransposed: false },
  { isMirrored: true, isFlipped: false, isTransposed: false },
  { isMirrored: true, isFlipped: true, isTransposed: false },
  { isMirrored: false, isFlipped: true, isTransposed: false },
  { isMirrored: false, isFlipped: false, isTransposed: true },
  { isMirrored: false, isFlipped: true, isTransposed: true },
  { isMirrored: true, isFlipped: true, isTransposed: true },
  { isMirrored: true, isFlipped: false, isTransposed: true },
] as const;

/** Turns coded pixels upright, as an EXIF orientation 1..8 says; gives the plane itself where nothing is to be turned. */
export function orientPixels<Values extends Uint8Array | Uint16Array>(
  plane: PixelPlane<Values>,
  orientation: number,
): PixelPlane<Values> {
  if (orientation === 1) return plane;
  const { isMirrored, isFlipped, isTransposed } = TURNS[orientation - 1];
  const [width, height] = isTransposed ? [plane.height, plane.width] : [plane.width, plane.height];
  // Same type and length as the source.
  const values = plane.values.slice() as Values;
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to++) {
      const column = isTransposed ? y : x;
      const row = isTransposed ? x : y;
      const sourceX = isMirrored ? plane.width - 1 - column : column;
      const sourceY = isFlipped ? plane.height - 1 - row : row;
      values[to] = plane.values[sourceY * plane.width + sourceX];
    }
  }
  return { width, height, values };
}
