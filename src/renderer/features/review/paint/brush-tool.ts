import type { PixelPoint, ToolEvent } from '../../../viewer/viewer.ts';
import { pickClass } from './click-tools.ts';
import type { Painting } from './current-painting.ts';
import { paintSlot } from './paint-rules.ts';
import { type Paint, Stroke } from './stroke.ts';
import type { ToolHandler } from './tool-handler.ts';

/** Brush and eraser. With Shift the stroke begins where the last one ended; with Alt the class is picked up. */
export class BrushTool implements ToolHandler {
  readonly #kind: Paint['kind'];
  #stroke: Stroke | undefined;
  #end: { readonly mask: number; readonly point: PixelPoint } | undefined;

  constructor(kind: Paint['kind']) {
    this.#kind = kind;
  }

  readonly handle = (event: ToolEvent, painting: Painting): void => {
    switch (event.phase) {
      case 'down':
        this.#begin(event, painting);
        return;
      case 'move':
        this.#stroke?.extend(event.points);
        return;
      case 'up':
        this.#stroke?.extend(event.points);
        this.#finish(painting);
        return;
      case 'cancel':
        this.cancel();
    }
  };

  readonly cancel = (): boolean => {
    const hadStroke = this.#stroke !== undefined;
    this.#stroke?.cancel();
    this.#stroke = undefined;
    return hadStroke;
  };

  #begin({ points, shiftKey, altKey }: ToolEvent, painting: Painting): void {
    const [point] = points;
    if (point === undefined) return;
    if (altKey) {
      pickClass(point, painting);
      return;
    }
    const paint = this.#paint();
    if (paint === undefined) return;
    const end = this.#end?.mask === painting.session.source.id ? this.#end.point : undefined;
    this.#stroke = new Stroke({ ...painting, paint, from: shiftKey && end !== undefined ? end : point });
    this.#stroke.extend(points);
  }

  #paint(): Paint | undefined {
    if (this.#kind === 'restore') return { kind: 'restore' };
    const slot = paintSlot();
    return slot === undefined ? undefined : { kind: 'paint', slot };
  }

  #finish({ session }: Painting): void {
    const point = this.#stroke?.finish();
    this.#stroke = undefined;
    if (point !== undefined) this.#end = { mask: session.source.id, point };
  }
}
