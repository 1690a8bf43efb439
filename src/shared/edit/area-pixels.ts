import type { AreaShape, Rectangle } from './edit-operation.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The smallest box, within a mask, that holds an area; undefined where the area lies outside the mask. */
export function boxOfArea(shape: AreaShape, size: Size): Rectangle | undefined {
  if (shape.kind === 'rectangle')
    return cut({ left: shape.x, top: shape.y, right: shape.x + shape.width, bottom: shape.y + shape.height }, size);
  const reach = shape.kind === 'stroke' ? tipReach(shape.size) : { before: 0, after: 0 };
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of shape.points) {
    box.left = Math.min(box.left, x - reach.before);
    box.top = Math.min(box.top, y - reach.before);
    box.right = Math.max(box.right, x + reach.after);
    box.bottom = Math.max(box.bottom, y + reach.after);
  }
  return cut(box, size);
}

function cut(
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
  { width, height }: Size,
): Rectangle | undefined {
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const box = { x, y, width: Math.min(right, width) - x, height: Math.min(bottom, height) - y };
  return box.width > 0 && box.height > 0 ? box : undefined;
}

/**
 * The pixels of an area inside a window of the mask: 1 for each that belongs to it, row-major. Integers throughout, so that
 * every machine finds the same pixels.
 */
export function areaPixels(shape: AreaShape, window: Rectangle): Uint8Array {
  const rows = new RowFiller(window);
  switch (shape.kind) {
    case 'rectangle':
      for (let y = shape.y; y < shape.y + shape.height; y++) rows.fill(y, shape.x, shape.x + shape.width);
      break;
    case 'polygon':
      fillPolygon(rows, shape.points, window);
      break;
    case 'stroke':
      fillStroke(rows, shape, window);
  }
  return rows.pixels;
}

/** Fills parts of rows, given in the mask's pixels, of a window. */
class RowFiller {
  readonly pixels: Uint8Array;
  readonly #window: Rectangle;

  constructor(window: Rectangle) {
    this.#window = window;
    this.pixels = new Uint8Array(window.width * window.height);
  }

  /** From `start` up to, without, `end`. */
  fill(y: number, start: number, end: number): void {
    const { x, width, height } = this.#window;
    const row = y - this.#window.y;
    if (row < 0 || row >= height) return;
    const [from, to] = [Math.max(0, start - x), Math.min(width, end - x)];
    if (from < to) this.pixels.fill(1, row * width + from, row * width + to);
  }
}

type Point = readonly [number, number];

/** Even-odd rule at the centres of pixels; a centre on an edge belongs to the right of it. */
function fillPolygon(rows: RowFiller, points: readonly Point[], { y: top, height }: Rectangle): void {
  const crossings: number[][] = Array.from({ length: height }, () => []);
  for (const [i, from] of points.entries()) {
    crossEdge(from, points.at((i + 1) % points.length) ?? from, (y, x) => crossings[y - top]?.push(x));
  }
  for (const [row, found] of crossings.entries()) {
    found.sort((a, b) => a - b);
    for (let i = 0; i + 1 < found.length; i += 2) rows.fill(top + row, found.at(i) ?? 0, found.at(i + 1) ?? 0);
  }
}

/** Tells, for each row whose centre line an edge crosses, the first pixel whose centre is not left of the edge. */
function crossEdge(a: Point, b: Point, tell: (y: number, x: number) => void): void {
  const [[x1, y1], [x2, y2]] = a[1] <= b[1] ? [a, b] : [b, a];
  const [across, down] = [x2 - x1, y2 - y1];
  for (let y = y1; y < y2; y++) {
    const doubled = 2 * x1 * down + (2 * (y - y1) + 1) * across - down;
    tell(y, Math.ceil(doubled / (2 * down)));
  }
}

type Stroke = Extract<AreaShape, { kind: 'stroke' }>;

function tipReach(size: number): { readonly before: number; readonly after: number } {
  const before = size >> 1;
  return { before, after: size - before };
}

/** The tip's rows from the top: where each begins, counted from its left end; it ends as far from its right end. */
function tipRows({ size, tip }: Pick<Stroke, 'size' | 'tip'>): number[] {
  if (tip === 'square') return new Array<number>(size).fill(0);
  // Doubled, so that centres of even tips are whole; the radius half a pixel short makes 3 a cross, not a square.
  const most = (size - 0.5) ** 2;
  return Array.from({ length: size }, (_, row) => {
    let inset = 0;
    while ((2 * inset - size + 1) ** 2 + (2 * row - size + 1) ** 2 > most) inset++;
    return inset;
  });
}

function fillStroke(rows: RowFiller, stroke: Stroke, window: Rectangle): void {
  const tip = tipRows(stroke);
  const reach = tipReach(stroke.size);
  let from: Point | undefined;
  for (const to of stroke.points) {
    // A long stroke is filled tile by tile, and most of it lies in other tiles.
    if (meets(from ?? to, to, { reach, window })) sweep(rows, { tip, from: from ?? to, to });
    from = to;
  }
}

interface Reached {
  readonly reach: ReturnType<typeof tipReach>;
  readonly window: Rectangle;
}

/** Whether the box that a tip touches on its way has a pixel of the window. */
function meets(a: Point, b: Point, { reach: { before, after }, window: { x, y, width, height } }: Reached): boolean {
  const isBeside = (axis: 0 | 1, start: number, length: number): boolean =>
    Math.max(a[axis], b[axis]) + after <= start || Math.min(a[axis], b[axis]) - before >= start + length;
  return !isBeside(0, x, width) && !isBeside(1, y, height);
}

/** Every pixel that the tip touches on its way: in each row one stretch, for the tip is convex and moves by single pixels. */
function sweep(rows: RowFiller, { tip, from, to }: { tip: readonly number[]; from: Point; to: Point }): void {
  const size = tip.length;
  const reach = size >> 1;
  const top = Math.min(from[1], to[1]) - reach;
  const count = Math.abs(to[1] - from[1]) + size;
  const starts = new Int32Array(count).fill(0x7fffffff);
  const ends = new Int32Array(count).fill(-0x7fffffff);
  eachPosition(from, to, (x, y) => {
    let at = y - reach - top;
    for (const inset of tip) {
      starts[at] = Math.min(starts.at(at) ?? 0, x - reach + inset);
      ends[at] = Math.max(ends.at(at) ?? 0, x - reach + size - inset);
      at++;
    }
  });
  for (const [row, start] of starts.entries()) rows.fill(top + row, start, ends.at(row) ?? 0);
}

/** The pixels of a line, ends included: Bresenham's. */
function eachPosition([x1, y1]: Point, [x2, y2]: Point, visit: (x: number, y: number) => void): void {
  const [across, down] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
  const [stepX, stepY] = [Math.sign(x2 - x1), Math.sign(y2 - y1)];
  let error = across - down;
  for (let x = x1, y = y1; ;) {
    visit(x, y);
    if (x === x2 && y === y2) return;
    const doubled = 2 * error;
    if (doubled > -down) {
      error -= down;
      x += stepX;
    }
    if (doubled < across) {
      error += across;
      y += stepY;
    }
  }
}
