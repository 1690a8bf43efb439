import type { AreaShape } from '../../../../shared/edit/edit-operation.ts';
import type { PixelPoint, ToolEvent } from '../../../viewer/viewer.ts';
import type { Painting } from './current-painting.ts';
import type { ToolHandler } from './tool-handler.ts';
import { takeArea } from './take-area.ts';

const MOST_POINTS = 50_000;

/** Lasso and rectangle: a press, a drag, a release. */
export class DragShapeTool implements ToolHandler {
  readonly #kind: 'lasso' | 'rectangle';
  #points: PixelPoint[] = [];

  constructor(kind: 'lasso' | 'rectangle') {
    this.#kind = kind;
  }

  readonly handle = ({ phase, points }: ToolEvent, painting: Painting): void => {
    if (phase === 'cancel') {
      this.cancel(painting);
      return;
    }
    if (phase === 'down') this.#points = [];
    else if (this.#points.length === 0) return;
    if (this.#points.length + points.length < MOST_POINTS) this.#points.push(...points);
    painting.viewer.setSketch({ points: this.#outline(), isClosed: true });
    if (phase === 'up') this.#finish(painting);
  };

  readonly cancel = ({ viewer }: Painting): boolean => {
    const hadShape = this.#points.length > 0;
    this.#points = [];
    viewer.setSketch(undefined);
    return hadShape;
  };

  #finish(painting: Painting): void {
    const area = this.#area();
    this.cancel(painting);
    if (area !== undefined) takeArea(area, painting);
  }

  #outline(): readonly PixelPoint[] {
    if (this.#kind === 'lasso') return this.#points;
    const box = boxOf(this.#points);
    const [right, bottom] = [box.x + box.width, box.y + box.height];
    return [
      { x: box.x, y: box.y },
      { x: right, y: box.y },
      { x: right, y: bottom },
      { x: box.x, y: bottom },
    ];
  }

  #area(): AreaShape | undefined {
    if (this.#kind === 'lasso') {
      const points = this.#points.map(({ x, y }) => [x, y] as const);
      return points.length < 3 ? undefined : { kind: 'polygon', points };
    }
    const { x, y, width, height } = boxOf(this.#points);
    const [left, top] = [Math.max(0, x), Math.max(0, y)];
    const box = { x: left, y: top, width: x + width - left, height: y + height - top };
    return box.width > 0 && box.height > 0 ? { kind: 'rectangle', ...box } : undefined;
  }
}

/** From the first point to the last, both pixels included. */
function boxOf(points: readonly PixelPoint[]) {
  const [first, last] = [points[0] ?? { x: 0, y: 0 }, points.at(-1) ?? { x: 0, y: 0 }];
  return {
    x: Math.min(first.x, last.x),
    y: Math.min(first.y, last.y),
    width: Math.abs(first.x - last.x) + 1,
    height: Math.abs(first.y - last.y) + 1,
  };
}
