import { toScreen } from './camera.ts';
import type { PixelRect, PixelSize } from './mask-source.ts';
import { selectionEdges } from './selection-edges.ts';
import { strokeLines } from './stroke-lines.ts';
import type { Camera, PixelPoint, ToolCursor } from './viewer.ts';

/** Screen pixels round a stamp that its outline needs. */
const MARGIN_PX = 4;
const CROSS_REACH_PX = 10;
/** Larger cursors are drawn coarser: nobody sees all of them at once. */
const MAX_SIDE_PX = 4096;

export interface CursorPlace {
  readonly cursor: ToolCursor;
  readonly hover: PixelPoint | undefined;
  readonly camera: Camera;
  readonly size: PixelSize;
  readonly pixelRatio: number;
}

/**
 * The tool's cursor on a canvas of its own, no larger than it: a stroke moves it and draws it no more. Laying a canvas of the
 * whole view over the picture would cost more than all else in a stroke.
 */
export class CursorPainter {
  readonly #canvas: HTMLCanvasElement;
  #drawn: { readonly cursor: ToolCursor; readonly scale: number; readonly pixelRatio: number } | undefined;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    canvas.style.width = 'auto';
    canvas.style.height = 'auto';
    canvas.style.pointerEvents = 'none';
    canvas.style.visibility = 'hidden';
    canvas.style.transformOrigin = '0 0';
  }

  draw({ cursor, hover, camera, size, pixelRatio }: CursorPlace): void {
    const isHidden = hover === undefined || cursor.kind === 'none';
    this.#canvas.style.visibility = isHidden ? 'hidden' : 'visible';
    if (isHidden) return;
    const box = cursorBox(cursor, camera.scale, pixelRatio);
    const shrink = Math.min(1, MAX_SIDE_PX / Math.max(box.width, box.height));
    const { scale } = camera;
    const before = this.#drawn;
    if (before?.cursor !== cursor || before.scale !== scale || before.pixelRatio !== pixelRatio) {
      this.#drawn = { cursor, scale, pixelRatio };
      drawCursor(this.#canvas, { cursor, box, scale, pixelRatio, shrink });
    }
    const place = toScreen(camera, size, hover);
    const left = (Math.floor(place.x) + box.x) / pixelRatio;
    const top = (Math.floor(place.y) + box.y) / pixelRatio;
    this.#canvas.style.transform = `translate(${left}px, ${top}px) scale(${1 / (pixelRatio * shrink)})`;
  }
}

/** What a cursor takes on the screen, from where the pixel under the pointer begins. */
function cursorBox(cursor: ToolCursor, scale: number, pixelRatio: number): PixelRect {
  const margin = MARGIN_PX * pixelRatio;
  if (cursor.kind !== 'stamp') {
    const reach = CROSS_REACH_PX * pixelRatio + margin;
    const middle = Math.floor(scale / 2);
    return { x: middle - reach, y: middle - reach, width: 2 * reach + 1, height: 2 * reach + 1 };
  }
  const { x, y, width, height } = cursor.stamp;
  return {
    x: Math.floor(x * scale) - margin,
    y: Math.floor(y * scale) - margin,
    width: Math.ceil(width * scale) + 2 * margin + 1,
    height: Math.ceil(height * scale) + 2 * margin + 1,
  };
}

interface CursorPicture {
  readonly cursor: ToolCursor;
  readonly box: PixelRect;
  readonly scale: number;
  readonly pixelRatio: number;
  readonly shrink: number;
}

function drawCursor(canvas: HTMLCanvasElement, { cursor, box, scale, pixelRatio, shrink }: CursorPicture): void {
  canvas.width = Math.ceil(box.width * shrink);
  canvas.height = Math.ceil(box.height * shrink);
  const context = canvas.getContext('2d');
  if (context === null) return;
  const path = new Path2D();
  if (cursor.kind === 'stamp') {
    const size = scale * shrink;
    const [left, top] = [(cursor.stamp.x * scale - box.x) * shrink, (cursor.stamp.y * scale - box.y) * shrink];
    path.addPath(selectionEdges(cursor.stamp), new DOMMatrix([size, 0, 0, size, left, top]));
  } else {
    const middle = Math.floor(canvas.width / 2);
    const reach = CROSS_REACH_PX * pixelRatio;
    path.moveTo(middle - reach, middle);
    path.lineTo(middle + reach, middle);
    path.moveTo(middle, middle - reach);
    path.lineTo(middle, middle + reach);
  }
  strokeLines(context, path, pixelRatio);
}
