import { boundCamera, fitCamera, flyCamera, zoomCamera } from './camera.ts';
import { type Glide, glideAt, isMotionUnwanted } from './glide.ts';
import type { PixelRect, PixelSize } from './mask-source.ts';
import type { Camera, PixelPoint } from './viewer.ts';

export interface CameraScene {
  /** Of the view, in screen pixels. */
  readonly size: () => PixelSize;
  readonly mask: () => PixelSize | undefined;
  readonly onMove: (camera: Camera) => void;
}

/** Where the view looks, and every way to change that. */
export class CameraControl {
  readonly #scene: CameraScene;
  #camera: Camera = { centreX: 0, centreY: 0, scale: 1 };
  #glide: Glide | undefined;
  /** The whole mask is shown; it stays so when the view changes its size. */
  #isFitted = true;

  constructor(scene: CameraScene) {
    this.#scene = scene;
  }

  get camera(): Camera {
    return this.#camera;
  }

  get isGliding(): boolean {
    return this.#glide !== undefined;
  }

  fit(): void {
    const mask = this.#scene.mask();
    if (mask === undefined) return;
    this.#isFitted = true;
    this.#glide = undefined;
    this.#set(fitCamera(mask, this.#scene.size()));
  }

  moveTo(camera: Camera): void {
    this.#isFitted = false;
    this.#glide = undefined;
    this.#set(camera);
  }

  zoomBy(factor: number, to?: PixelPoint): void {
    const { centreX, centreY, scale } = this.#camera;
    const mask = this.#scene.mask();
    if (mask === undefined) return;
    // Bounded first: at a bound the place under the pointer would wander.
    const bounded = boundCamera({ centreX, centreY, scale: scale * factor }, mask, this.#scene.size());
    this.moveTo(zoomCamera(this.#camera, bounded.scale, to ?? { x: centreX, y: centreY }));
  }

  panBy(dx: number, dy: number): void {
    const { centreX, centreY, scale } = this.#camera;
    this.moveTo({ centreX: centreX + dx / scale, centreY: centreY + dy / scale, scale });
  }

  actualSize(): void {
    this.zoomBy(1 / this.#camera.scale);
  }

  flyTo(rect: PixelRect): void {
    const mask = this.#scene.mask();
    if (mask === undefined) return;
    const to = flyCamera(rect, mask, this.#scene.size());
    this.moveTo(isMotionUnwanted() ? to : this.#camera);
    if (!isMotionUnwanted()) this.#glide = { from: this.#camera, to, startMs: performance.now() };
  }

  /** The view has another size: what was in its middle stays there. */
  resize(): void {
    if (this.#isFitted) this.fit();
    else this.#set(this.#camera);
  }

  /** Goes on with a glide, if there is one. */
  step(nowMs: number): void {
    if (this.#glide === undefined) return;
    const { camera, isOver } = glideAt(this.#glide, nowMs);
    if (isOver) this.#glide = undefined;
    this.#set(camera);
  }

  #set(camera: Camera): void {
    const mask = this.#scene.mask();
    this.#camera = mask === undefined ? camera : boundCamera(camera, mask, this.#scene.size());
    this.#scene.onMove(this.#camera);
  }
}
