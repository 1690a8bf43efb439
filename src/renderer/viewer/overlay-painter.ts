import { toScreen } from './camera.ts';
import { MarchingOutline } from './marching-outline.ts';
import type { PixelRect, PixelSelection, PixelSize } from './mask-source.ts';
import { BORDER_PX, screenMap } from './screen-maps.ts';
import { strokeLines } from './stroke-lines.ts';
import type { Camera, Sketch } from './viewer.ts';

/** From so many screen pixels per mask pixel on, lines between them help. */
const GRID_FROM_SCALE = 8;

/** What lies over the picture of the mask. */
export interface Overlay {
  readonly size: PixelSize;
  readonly pixelRatio: number;
  readonly camera: Camera;
  readonly mask: PixelSize | undefined;
  readonly showsGrid: boolean;
  /** Screen column of the wipe line, if there is one. */
  readonly wipeX: number | undefined;
  readonly marks: readonly PixelRect[];
  readonly selection: PixelSelection | undefined;
  readonly phase: number;
  readonly sketch: Sketch | undefined;
}

/** Draws grid, marks, selection, wipe line and sketch onto a canvas above the mask's. */
export class OverlayPainter {
  readonly canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #outline = new MarchingOutline();

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('the browser gave no canvas to draw on');
    this.canvas = canvas;
    this.#context = context;
  }

  draw(overlay: Overlay): void {
    const { size, mask, selection } = overlay;
    const isEmpty = mask === undefined || !hasContent(overlay);
    // An empty canvas costs as much as a full one when the browser lays it over the picture.
    this.canvas.style.visibility = isEmpty ? 'hidden' : 'visible';
    if (isEmpty) return;
    this.#clear(size);
    if (hasGrid(overlay)) this.#drawGrid(overlay, mask);
    for (const rect of overlay.marks) this.#drawMark(overlay, rect);
    if (selection !== undefined) this.#outline.draw(this.#context, { ...overlay, selection, mask }, overlay.phase);
    if (overlay.wipeX !== undefined) this.#drawWipe(overlay, overlay.wipeX);
    if (overlay.sketch !== undefined) this.#drawSketch(overlay, overlay.sketch);
  }

  #clear({ width, height }: PixelSize): void {
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    this.#context.clearRect(0, 0, width, height);
  }

  /** A line on the first screen column and row of every mask pixel. */
  #drawGrid({ camera, size }: Overlay, mask: PixelSize): void {
    const { columns, rows } = screenMap(camera, size, { mask, layer: mask });
    const lines = { x: bordersOf(columns), y: bordersOf(rows) };
    const [left, right] = rangeOf(columns);
    const [top, bottom] = rangeOf(rows);
    this.#context.fillStyle = 'rgb(128 128 128 / 45%)';
    for (const x of lines.x) this.#context.fillRect(x, top, 1, bottom - top);
    for (const y of lines.y) this.#context.fillRect(left, y, right - left, 1);
  }

  #drawMark(overlay: Overlay, rect: PixelRect): void {
    const { camera, size, pixelRatio } = overlay;
    const from = toScreen(camera, size, rect);
    const to = toScreen(camera, size, { x: rect.x + rect.width, y: rect.y + rect.height });
    const gap = 3 * pixelRatio;
    const path = new Path2D();
    path.rect(from.x - gap, from.y - gap, to.x - from.x + 2 * gap, to.y - from.y + 2 * gap);
    strokeLines(this.#context, path, pixelRatio);
  }

  #drawWipe({ size, pixelRatio }: Overlay, x: number): void {
    const path = new Path2D();
    path.moveTo(x, 0);
    path.lineTo(x, size.height);
    strokeLines(this.#context, path, pixelRatio);
    const handle = new Path2D();
    handle.arc(x, size.height / 2, 9 * pixelRatio, 0, 2 * Math.PI);
    this.#context.fillStyle = 'rgb(255 255 255 / 85%)';
    this.#context.fill(handle);
    strokeLines(this.#context, handle, pixelRatio);
  }

  #drawSketch({ camera, size, pixelRatio }: Overlay, { points, isClosed }: Sketch): void {
    const path = new Path2D();
    for (const [index, point] of points.entries()) {
      const { x, y } = toScreen(camera, size, point);
      if (index === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
    if (isClosed) path.closePath();
    strokeLines(this.#context, path, pixelRatio);
  }
}

function hasGrid({ showsGrid, camera }: Overlay): boolean {
  return showsGrid && camera.scale >= GRID_FROM_SCALE;
}

function hasContent(overlay: Overlay): boolean {
  const { marks, selection, wipeX, sketch } = overlay;
  const hasLines = selection !== undefined || wipeX !== undefined || sketch !== undefined;
  return hasLines || marks.length > 0 || hasGrid(overlay);
}

/** Places of the view at which another pixel of the mask begins. */
function bordersOf(map: Int32Array): number[] {
  const borders: number[] = [];
  for (let at = BORDER_PX; at < map.length - BORDER_PX; at++) {
    if ((map[at] ?? -1) >= 0 && map[at] !== map[at - 1]) borders.push(at - BORDER_PX);
  }
  return borders;
}

/** First place of the view that shows the mask, and the one behind the last. */
function rangeOf(map: Int32Array): [number, number] {
  const from = map.findIndex((place) => place >= 0) - BORDER_PX;
  const to = map.findLastIndex((place) => place >= 0) + 1 - BORDER_PX;
  return [Math.max(0, from), Math.max(0, to)];
}
