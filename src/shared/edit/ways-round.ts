/** No source. */
export const NONE = -1;

/** Pixels in rows; 1 in `walls` for those that nothing gets past. */
export interface WalledField {
  readonly walls: Uint8Array;
  readonly width: number;
}

/** Whether the line between two pixels meets no wall, nor passes between two that touch by a corner alone. */
export function isInSight({ walls, width }: WalledField, from: number, to: number): boolean {
  let [x, y] = [from % width, Math.floor(from / width)];
  const [endX, endY] = [to % width, Math.floor(to / width)];
  const [across, down] = [Math.abs(endX - x), Math.abs(endY - y)];
  const [stepX, stepY] = [Math.sign(endX - x), Math.sign(endY - y)];
  let error = across - down;
  while (x !== endX || y !== endY) {
    const [fromX, fromY] = [x, y];
    const doubled = 2 * error;
    if (doubled > -down) {
      error -= down;
      x += stepX;
    }
    if (doubled < across) {
      error += across;
      y += stepY;
    }
    if (walls[y * width + x] === 1) return false;
    const isDiagonal = x !== fromX && y !== fromY;
    if (isDiagonal && walls[fromY * width + x] === 1 && walls[y * width + fromX] === 1) return false;
  }
  return true;
}

/** Steps to sides and corners as whole numbers: 7 / 5 is just below the square root of 2. */
const SIDE_COST = 5;
const CORNER_COST = 7;

/**
 * For every pixel the source with the shortest way round the walls, of at most so many pixels. Ways go by sides and
 * corners, but through no corner between two walls. Dijkstra's algorithm; costs are small, so that pixels wait in one
 * list for each.
 */
export class WaysRound {
  readonly #field: WalledField & { readonly height: number };
  /** Pixels that wait, by the cost of their way. */
  readonly #waiting: number[][];
  readonly #costs: Uint16Array;
  readonly #sources: Int32Array;

  constructor(field: WalledField & { readonly height: number }, reach: number, isSource: (pixel: number) => boolean) {
    const { walls } = field;
    this.#field = field;
    this.#waiting = Array.from({ length: SIDE_COST * reach + 1 }, () => []);
    this.#costs = new Uint16Array(walls.length).fill(SIDE_COST * reach + 1);
    this.#sources = new Int32Array(walls.length).fill(NONE);
    for (let pixel = 0; pixel < walls.length; pixel++) {
      if (walls[pixel] === 0 && isSource(pixel)) this.#offer(pixel, 0, pixel);
    }
    // Lists grow only behind the one that is worked off.
    for (let cost = 0; cost < this.#waiting.length; cost++) {
      for (const pixel of this.#waiting[cost]) if (this.#costs[pixel] === cost) this.#goOn(pixel, cost);
      this.#waiting[cost] = [];
    }
  }

  /** NONE where no way leads to one. */
  sourceOf(pixel: number): number {
    return this.#sources[pixel];
  }

  #offer(pixel: number, cost: number, source: number): void {
    if (cost >= this.#costs[pixel]) return;
    this.#costs[pixel] = cost;
    this.#sources[pixel] = source;
    this.#waiting[cost].push(pixel);
  }

  #goOn(pixel: number, cost: number): void {
    const { walls, width, height } = this.#field;
    const source = this.#sources[pixel];
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++) {
      for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
        const next = pixel + dy * width + dx;
        if (walls[next] === 1 || next === pixel) continue;
        const isCorner = dx !== 0 && dy !== 0;
        if (isCorner && walls[pixel + dx] === 1 && walls[pixel + dy * width] === 1) continue;
        this.#offer(next, cost + (isCorner ? CORNER_COST : SIDE_COST), source);
      }
    }
  }
}
