import type { PixelPoint, ToolEvent } from '../../../viewer/viewer.ts';
import type { Painting } from './current-painting.ts';
import type { ToolHandler } from './tool-handler.ts';
import { takeArea } from './take-area.ts';

/** Screen pixels round the first corner that close the polygon. */
const CLOSE_PX = 8;

/** Corner by corner; the first corner, the last one again, or Enter closes it. */
export class PolygonTool implements ToolHandler {
  #corners: PixelPoint[] = [];

  readonly handle = ({ phase, points }: ToolEvent, painting: Painting): void => {
    const point = points.at(-1);
    if (phase !== 'down' || point === undefined) return;
    if (this.#closes(point, painting)) this.complete(painting);
    else {
      this.#corners.push(point);
      this.hover(point, painting);
    }
  };

  readonly hover = (point: PixelPoint | undefined, { viewer }: Painting): void => {
    if (this.#corners.length === 0) return;
    viewer.setSketch({ points: point === undefined ? this.#corners : [...this.#corners, point], isClosed: false });
  };

  readonly complete = (painting: Painting): void => {
    const points = this.#corners.map(({ x, y }) => [x, y] as const);
    this.cancel(painting);
    if (points.length > 2) takeArea({ kind: 'polygon', points }, painting);
  };

  readonly cancel = ({ viewer }: Painting): boolean => {
    const hadCorners = this.#corners.length > 0;
    this.#corners = [];
    viewer.setSketch(undefined);
    return hadCorners;
  };

  #closes(point: PixelPoint, { viewer }: Painting): boolean {
    const [first, last] = [this.#corners[0], this.#corners.at(-1)];
    if (first === undefined || last === undefined || this.#corners.length < 3) return false;
    const reach = CLOSE_PX / viewer.camera().scale;
    return distance(first, point) <= reach || distance(last, point) === 0;
  }
}

const distance = (a: PixelPoint, b: PixelPoint): number => Math.hypot(a.x - b.x, a.y - b.y);
