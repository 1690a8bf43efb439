import type { PixelSelection, PixelSize } from './mask-source.ts';
import { BORDER_PX, screenMap } from './screen-maps.ts';
import type { Camera } from './viewer.ts';

/** Screen pixels of one colour in a row, and after how many the pattern repeats. */
const DASH_PX = 4;
const PERIOD_PX = 2 * DASH_PX;
const LIGHT = 0xffffffff;
const DARK = 0xff000000;

interface OutlineView {
  readonly selection: PixelSelection;
  readonly mask: PixelSize;
  readonly camera: Camera;
  readonly size: PixelSize;
}

/** The outline of a selection in screen pixels: found once for a camera, then drawn in every phase. */
export class MarchingOutline {
  readonly #canvas = document.createElement('canvas');
  readonly #context = this.#canvas.getContext('2d');
  #view: OutlineView | undefined;
  #picture: ImageData | undefined;
  #places: Uint32Array = new Uint32Array();

  draw(target: CanvasRenderingContext2D, view: OutlineView, phase: number): void {
    if (!isSameView(this.#view, view)) this.#find(view);
    if (this.#picture === undefined || this.#context === null) return;
    const words = new Uint32Array(this.#picture.data.buffer);
    const { width } = this.#picture;
    for (const place of this.#places) {
      const along = (place % width) + Math.floor(place / width) + phase;
      words[place] = along % PERIOD_PX < DASH_PX ? LIGHT : DARK;
    }
    this.#context.putImageData(this.#picture, 0, 0);
    target.drawImage(this.#canvas, 0, 0);
  }

  #find(view: OutlineView): void {
    this.#view = view;
    const { width, height } = view.size;
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#picture = this.#context?.createImageData(width, height);
    this.#places = outlinePlaces(view);
  }
}

function isSameView(a: OutlineView | undefined, b: OutlineView): boolean {
  return a?.selection === b.selection && a.camera === b.camera && a.size === b.size;
}

/** Every screen pixel of the selection that has one beside it which is not; the selection's own border pixels. */
function outlinePlaces(view: OutlineView): Uint32Array {
  const { width, height } = view.size;
  const isIn = screenSelection(view);
  const stride = width + 2;
  const places: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y + 1) * stride + x + 1;
      if (isIn[at] === 0) continue;
      if (isIn[at - 1] === 0 || isIn[at + 1] === 0 || isIn[at - stride] === 0 || isIn[at + stride] === 0) {
        places.push(y * width + x);
      }
    }
  }
  return Uint32Array.from(places);
}

/** 1 for each screen pixel in the selection; one more on every side than the view has. */
function screenSelection({ selection, mask, camera, size }: OutlineView): Uint8Array {
  const map = screenMap(camera, size, { mask, layer: mask });
  const stride = size.width + 2;
  const isIn = new Uint8Array(stride * (size.height + 2));
  for (let y = 0; y < size.height + 2; y++) {
    const row = ((map.rows[y + BORDER_PX - 1] ?? -1) << map.level) - selection.y;
    if (row < 0 || row >= selection.height) continue;
    for (let x = 0; x < stride; x++) {
      const column = ((map.columns[x + BORDER_PX - 1] ?? -1) << map.level) - selection.x;
      if (column < 0 || column >= selection.width) continue;
      isIn[y * stride + x] = selection.mask[row * selection.width + column] ?? 0;
    }
  }
  return isIn;
}
