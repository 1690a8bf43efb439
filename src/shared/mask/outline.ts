import { componentsOfRuns } from './components.ts';
import { boxOfRuns, type BoundingBox, type PixelSize, type Runs } from './runs.ts';

/** A closed way along the edges of pixels: `x0, y0, x1, y1, ...`, corners of pixels, only where it turns. */
export type Ring = readonly number[];

/** One connected part of a region. */
export interface Outline {
  /** Clockwise on the screen, y down. */
  readonly outer: Ring;
  /** Each the other way round. */
  readonly holes: readonly Ring[];
}

/**
 * The outlines of a region's parts along the edges of its pixels; pixels that touch at a corner only belong to different
 * parts. Filled by COCO's rule, the outer ring without the holes gives exactly the region.
 */
export function outlinesOfRuns(runs: Runs, size: PixelSize): Outline[] {
  return componentsOfRuns(runs, size, 4).map((part) => outlineOfPart(part, size.height));
}

/** A part alone, moved to the origin with a border of one pixel. */
interface Grid {
  readonly pixels: Uint8Array;
  readonly stride: number;
  /** Added to a place in the grid for the place in the picture. */
  readonly left: number;
  readonly top: number;
}

function outlineOfPart(part: Runs, height: number): Outline {
  const grid = gridOf(part, height, boxOfRuns(part, height));
  const rings = traceRings(grid);
  return { outer: rings[0], holes: rings.slice(1) };
}

function gridOf(part: Runs, height: number, [left, top, width, rows]: BoundingBox): Grid {
  const stride = width + 2;
  const pixels = new Uint8Array(stride * (rows + 2));
  const moved = part.map((place) => place - left * height);
  // Runs of one part may go on from the foot of a column to the head of the next: they are walked in the picture's height.
  for (let i = 0; i < moved.length; i += 2) {
    for (let place = moved[i]; place < moved[i + 1]; place++) {
      const x = Math.floor(place / height);
      pixels[(place - x * height - top + 1) * stride + x + 1] = 1;
    }
  }
  return { pixels, stride, left: left - 1, top: top - 1 };
}

/** Bit set in a pixel whose upper edge a ring has passed. */
const PASSED = 2;

/** The outer ring first: its first upper edge is met before that of any hole. */
function traceRings(grid: Grid): Ring[] {
  const { pixels, stride } = grid;
  const rings: Ring[] = [];
  for (let at = stride; at < pixels.length; at++) {
    // An upper edge of the part, or the lower edge of it that is the upper edge of a hole.
    const isInside = (pixels[at] & 1) !== 0;
    if (isInside && (pixels[at - stride] & 1) === 0 && (pixels[at] & PASSED) === 0) rings.push(traceRing(grid, at));
  }
  return rings;
}

// Directions clockwise: right, down, left, up.
const STEPS_X = [1, 0, -1, 0] as const;
const STEPS_Y = [0, 1, 0, -1] as const;

/** Follows the edges with the part on the right hand, beginning along the upper edge of a pixel. */
function traceRing(grid: Grid, start: number): Ring {
  const { pixels, stride } = grid;
  const startX = start % stride;
  const startY = (start - startX) / stride;
  const ring: number[] = [];
  let [x, y, direction] = [startX, startY, 0];
  do {
    if (direction === 0) pixels[y * stride + x] |= PASSED;
    x += STEPS_X[direction];
    y += STEPS_Y[direction];
    const turned = turnAt(grid, { x, y, direction });
    if (turned !== direction) ring.push(x + grid.left, y + grid.top);
    direction = turned;
  } while (x !== startX || y !== startY || direction !== 0);
  return ring;
}

/** At a corner: right where the pixel ahead on the left is outside and that on the right too, left where both are inside. */
function turnAt({ pixels, stride }: Grid, at: { x: number; y: number; direction: number }): number {
  const { x, y, direction } = at;
  // The pixels that meet at the corner, ahead on the right and ahead on the left of the way.
  const right = pixelAhead(x, y, direction, 1);
  const left = pixelAhead(x, y, direction, 0);
  const isRightInside = (pixels[right.y * stride + right.x] & 1) !== 0;
  const isLeftInside = (pixels[left.y * stride + left.x] & 1) !== 0;
  // Where only the left one is inside, the pixels touch at the corner: the part is 4-connected and turns away.
  if (!isRightInside) return (direction + 1) % 4;
  return isLeftInside ? (direction + 3) % 4 : direction;
}

function pixelAhead(x: number, y: number, direction: number, side: 0 | 1): { x: number; y: number } {
  switch (direction) {
    case 0:
      return { x, y: side === 1 ? y : y - 1 };
    case 1:
      return { x: side === 1 ? x - 1 : x, y };
    case 2:
      return { x: x - 1, y: side === 1 ? y - 1 : y };
    default:
      return { x: side === 1 ? x : x - 1, y: y - 1 };
  }
}

/**
 * An outline as one ring: each hole is joined to the ring by a cut to its left that is walked in both directions. Filled
 * by COCO's rule the cuts vanish, and the result is exactly the part with its holes.
 */
export function joinHoles({ outer, holes }: Outline): Ring {
  // From left to right: what a cut to the left meets first has been joined before.
  const starts = holes.map((hole) => ({ hole, at: leftmostCorner(hole) }));
  starts.sort((a, b) => a.hole[a.at] - b.hole[b.at] || a.hole[a.at + 1] - b.hole[b.at + 1]);
  let ring = outer;
  for (const { hole, at } of starts) ring = joinHole(ring, hole, at);
  return ring;
}

/** Place of the uppermost of the leftmost corners. */
function leftmostCorner(ring: Ring): number {
  let best = 0;
  for (let i = 2; i < ring.length; i += 2) {
    if (ring[i] < ring[best] || (ring[i] === ring[best] && ring[i + 1] < ring[best + 1])) best = i;
  }
  return best;
}

function joinHole(ring: Ring, hole: Ring, at: number): Ring {
  const [x, y] = [hole[at], hole[at + 1]];
  const cut = edgeToTheLeft(ring, x, y);
  const end = cut.edge + 2;
  return [
    ...ring.slice(0, end),
    ...[cut.x, y],
    ...hole.slice(at),
    ...hole.slice(0, at),
    ...[x, y, cut.x, y],
    ...ring.slice(end),
  ];
}

/** The upright edge of a ring that is nearest to the left of the pixel row below y. */
function edgeToTheLeft(ring: Ring, x: number, y: number): { readonly edge: number; readonly x: number } {
  let best = { edge: -1, x: -1 };
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const isUpright = ring[i] === ring[next];
    const spansRow = Math.min(ring[i + 1], ring[next + 1]) <= y && y < Math.max(ring[i + 1], ring[next + 1]);
    if (isUpright && spansRow && ring[i] < x && ring[i] > best.x) best = { edge: i, x: ring[i] };
  }
  return best;
}
