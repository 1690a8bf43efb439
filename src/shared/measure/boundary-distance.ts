import type { LabelMap } from '../mask/label-map.ts';

/**
 * For every pixel the distance to the nearest pixel of another label, or outside of the picture: 1 where one of its eight
 * neighbours is such a pixel. Distances are counted in steps to any of the eight neighbours (chessboard), which is how
 * often a mask can be eroded by a square of 3 x 3 pixels before the pixel is gone. Distances above `limit` (at most
 * 65534) are told as `limit + 1`.
 *
 * The nearest other pixel is one step beyond the nearest pixel at an edge of any label, so that one distance transform
 * (two passes, exact for this metric: Rosenfeld and Pfaltz 1966) serves all labels at once.
 */
export function boundaryDistances(map: LabelMap, limit: number): Uint8Array | Uint16Array {
  const { width, height } = map;
  const count = width * height;
  const distances = limit < 255 ? new Uint8Array(count) : new Uint16Array(count);
  markEdges(map, distances, limit + 1);
  for (let y = 1; y < height - 1; y++) spreadDown(distances, y * width, width);
  for (let y = height - 2; y > 0; y--) spreadUp(distances, y * width, width);
  return distances;
}

function markEdges({ width, height, labels }: LabelMap, distances: Uint8Array | Uint16Array, far: number): void {
  distances.fill(1);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      const label = labels[at];
      const isInside =
        labels[at - 1] === label &&
        labels[at + 1] === label &&
        labels[at - width] === label &&
        labels[at + width] === label &&
        labels[at - width - 1] === label &&
        labels[at - width + 1] === label &&
        labels[at + width - 1] === label &&
        labels[at + width + 1] === label;
      if (isInside) distances[at] = far;
    }
  }
}

/** The border of the picture is 1 everywhere, so that rows and columns within have all their neighbours. */
function spreadDown(distances: Uint8Array | Uint16Array, row: number, width: number): void {
  for (let at = row + 1; at < row + width - 1; at++) {
    const nearest = Math.min(
      distances[at - 1],
      distances[at - width - 1],
      distances[at - width],
      distances[at - width + 1],
    );
    if (distances[at] > nearest + 1) distances[at] = nearest + 1;
  }
}

function spreadUp(distances: Uint8Array | Uint16Array, row: number, width: number): void {
  for (let at = row + width - 2; at > row; at--) {
    const nearest = Math.min(
      distances[at + 1],
      distances[at + width - 1],
      distances[at + width],
      distances[at + width + 1],
    );
    if (distances[at] > nearest + 1) distances[at] = nearest + 1;
  }
}
