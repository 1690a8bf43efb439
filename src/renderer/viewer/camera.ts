import type { PixelRect, PixelSize } from './mask-source.ts';
import type { Camera, PixelPoint } from './viewer.ts';

/** Screen pixels round a mask that fits into the view. */
const FIT_MARGIN_PX = 8;
const MAX_SCALE = 128;
/** The surroundings of a place that is flown to: so many times its own size. */
const SURROUNDINGS = 4;
const MAX_FLY_SCALE = 24;

/** Where the mask's top left pixel begins on the screen, in whole screen pixels from the view's top left. */
export function originOf(camera: Camera, view: PixelSize): PixelPoint {
  return {
    x: Math.round(view.width / 2 - camera.centreX * camera.scale),
    y: Math.round(view.height / 2 - camera.centreY * camera.scale),
  };
}

/** The place of the mask under a place of the view. */
export function toMask(camera: Camera, view: PixelSize, { x, y }: PixelPoint): PixelPoint {
  const origin = originOf(camera, view);
  return { x: (x - origin.x) / camera.scale, y: (y - origin.y) / camera.scale };
}

/** The place of the view above a place of the mask. */
export function toScreen(camera: Camera, view: PixelSize, { x, y }: PixelPoint): PixelPoint {
  const origin = originOf(camera, view);
  return { x: origin.x + x * camera.scale, y: origin.y + y * camera.scale };
}

/** The whole mask in the middle of the view. */
export function fitCamera(mask: PixelSize, view: PixelSize): Camera {
  const across = Math.max(1, view.width - 2 * FIT_MARGIN_PX) / mask.width;
  const down = Math.max(1, view.height - 2 * FIT_MARGIN_PX) / mask.height;
  return { centreX: mask.width / 2, centreY: mask.height / 2, scale: Math.min(across, down, MAX_SCALE) };
}

/** A rectangle in the middle, with as much round it as tells where it is. */
export function flyCamera(rect: PixelRect, mask: PixelSize, view: PixelSize): Camera {
  const across = view.width / (rect.width * SURROUNDINGS);
  const down = view.height / (rect.height * SURROUNDINGS);
  const camera = {
    centreX: rect.x + rect.width / 2,
    centreY: rect.y + rect.height / 2,
    scale: Math.min(across, down, MAX_FLY_SCALE),
  };
  return boundCamera(camera, mask, view);
}

/** The nearest camera from which some of the mask is seen, neither as a speck nor as one pixel. */
export function boundCamera(camera: Camera, mask: PixelSize, view: PixelSize): Camera {
  const least = Math.min(1, fitCamera(mask, view).scale) / 2;
  return {
    centreX: Math.min(mask.width, Math.max(0, camera.centreX)),
    centreY: Math.min(mask.height, Math.max(0, camera.centreY)),
    scale: Math.min(MAX_SCALE, Math.max(least, camera.scale)),
  };
}

/** Zoomed so that a place of the mask stays where it is on the screen. */
export function zoomCamera(camera: Camera, scale: number, place: PixelPoint): Camera {
  const shrink = camera.scale / scale;
  return {
    centreX: place.x + (camera.centreX - place.x) * shrink,
    centreY: place.y + (camera.centreY - place.y) * shrink,
    scale,
  };
}

/** A camera on the way from one to another, `share` 0..1; the scale changes by equal factors in equal times. */
export function betweenCameras(from: Camera, to: Camera, share: number): Camera {
  return {
    centreX: from.centreX + (to.centreX - from.centreX) * share,
    centreY: from.centreY + (to.centreY - from.centreY) * share,
    scale: from.scale * (to.scale / from.scale) ** share,
  };
}

/**
 * The level of the pyramid to draw from: the finest whose pixels are at least one screen pixel wide, so that each of
 * them meets the middle of some screen pixel and none is passed over.
 */
export function levelFor(scale: number): number {
  return Math.max(0, Math.ceil(-Math.log2(scale) - 1e-9));
}
