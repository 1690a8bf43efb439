import { createCanvasPainter } from './canvas-painter.ts';
import type { Painter } from './frame.ts';
import type { MaskScene, SceneView } from './mask-scene.ts';
import { WantedTiles } from './wanted-tiles.ts';

/** Draws the scene into canvases that others own. */
export class SidePictures {
  readonly #scene: MaskScene;
  readonly #onError: (error: unknown) => void;
  readonly #pictures = new Map<HTMLCanvasElement, { readonly painter: Painter; readonly wanted: WantedTiles }>();

  constructor(scene: MaskScene, onError: (error: unknown) => void) {
    this.#scene = scene;
    this.#onError = onError;
  }

  draw(canvas: HTMLCanvasElement, view: Omit<SceneView, 'size'>): void {
    const { store } = this.#scene;
    const planned = this.#scene.plan({ ...view, size: { width: canvas.width, height: canvas.height } });
    if (planned === undefined || store === undefined) return;
    const { painter, wanted } = this.#pictureOf(canvas);
    wanted.want(store, planned.missing);
    painter.draw(planned.frame, { kind: 'all' });
  }

  retry(): void {
    for (const { wanted } of this.#pictures.values()) wanted.retry();
  }

  dispose(): void {
    for (const { wanted } of this.#pictures.values()) wanted.clear();
    this.#pictures.clear();
  }

  #pictureOf(canvas: HTMLCanvasElement): { readonly painter: Painter; readonly wanted: WantedTiles } {
    const known = this.#pictures.get(canvas);
    if (known !== undefined) return known;
    const wanted = new WantedTiles(1, { onError: this.#onError, onIdle: () => undefined });
    const picture = { painter: createCanvasPainter(canvas), wanted };
    this.#pictures.set(canvas, picture);
    // What is not in the page any more is not drawn again.
    for (const [other, { wanted: others }] of this.#pictures) {
      if (other === canvas || other.isConnected) continue;
      others.clear();
      this.#pictures.delete(other);
    }
    return picture;
  }
}
