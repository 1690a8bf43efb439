import type { LabelMap } from './label-map.ts';
import { orientPixels } from './orient-pixels.ts';
import type { PixelSize } from './runs.ts';
import type { Turn } from './turns.ts';

/** The EXIF orientation whose correction is each turn. */
export const orientationOfTurn = {
  none: 1,
  'flip-x': 2,
  'flip-y': 4,
  'rotate-90': 6,
  'rotate-180': 3,
  'rotate-270': 8,
} as const satisfies Record<Turn, number>;

/** A label map turned upright from an EXIF orientation 1..8; the map itself for 1. */
export function orientLabels(map: LabelMap, orientation: number): LabelMap {
  if (orientation === 1) return map;
  const { width, height, values } = orientPixels({ ...map, values: map.labels }, orientation);
  return { width, height, labels: values };
}

/**
 * A label map in another size, nearest neighbour: every pixel is that of the source under its centre, as Pillow and
 * OpenCV's INTER_NEAREST_EXACT take it. No label arises that was not there.
 */
export function resizeLabels(map: LabelMap, size: PixelSize): LabelMap {
  if (map.width === size.width && map.height === size.height) return map;
  const columns = Int32Array.from({ length: size.width }, (_, x) => centreOf(x, map.width, size.width));
  const labels = emptyLike(map.labels, size.width * size.height);
  for (let y = 0, to = 0; y < size.height; y++) {
    const row = centreOf(y, map.height, size.height) * map.width;
    for (let x = 0; x < size.width; x++) labels[to++] = map.labels[row + columns[x]];
  }
  return { ...size, labels };
}

function centreOf(place: number, from: number, to: number): number {
  return Math.min(from - 1, Math.floor(((2 * place + 1) * from) / (2 * to)));
}

export interface PixelBox extends PixelSize {
  readonly left: number;
  readonly top: number;
}

/** A part of a label map; the box lies inside it. */
export function cropLabels(map: LabelMap, { left, top, width, height }: PixelBox): LabelMap {
  if (left === 0 && top === 0 && width === map.width && height === map.height) return map;
  const labels = emptyLike(map.labels, width * height);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * map.width + left;
    labels.set(map.labels.subarray(from, from + width), y * width);
  }
  return { width, height, labels };
}

function emptyLike(labels: LabelMap['labels'], length: number): LabelMap['labels'] {
  return labels instanceof Uint8Array ? new Uint8Array(length) : new Uint16Array(length);
}

/**
 * The pieces that cover a picture: whole ones from the top left corner on, the last of a row or column moved inwards.
 * A picture smaller than a piece is a piece as it is.
 */
export function tileBoxes(size: PixelSize, tile: PixelSize): PixelBox[] {
  const width = Math.min(tile.width, size.width);
  const height = Math.min(tile.height, size.height);
  return startsOf(size.height, height).flatMap((top) =>
    startsOf(size.width, width).map((left) => ({ left, top, width, height })),
  );
}

function startsOf(length: number, piece: number): number[] {
  const count = Math.ceil(length / piece);
  return Array.from({ length: count }, (_, i) => Math.min(i * piece, length - piece));
}
