import type { PixelSelection } from './mask-source.ts';

/** The border between selected and other pixels, in pixels from the rectangle's top left; straight runs are one line. */
export function selectionEdges({ width, height, mask }: PixelSelection): Path2D {
  const path = new Path2D();
  const isIn = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] !== 0;
  for (let y = 0; y <= height; y++) {
    eachRun(
      width,
      (x) => isIn(x, y) !== isIn(x, y - 1),
      (from, to) => {
        path.moveTo(from, y);
        path.lineTo(to, y);
      },
    );
  }
  for (let x = 0; x <= width; x++) {
    eachRun(
      height,
      (y) => isIn(x, y) !== isIn(x - 1, y),
      (from, to) => {
        path.moveTo(x, from);
        path.lineTo(x, to);
      },
    );
  }
  return path;
}

function eachRun(length: number, isEdge: (at: number) => boolean, draw: (from: number, to: number) => void): void {
  for (let at = 0; at < length; at++) {
    if (!isEdge(at)) continue;
    const from = at;
    while (at < length && isEdge(at)) at++;
    draw(from, at);
  }
}
