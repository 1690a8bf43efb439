import { levelFor, originOf } from './camera.ts';
import type { PixelSize } from './mask-source.ts';
import type { Camera } from './viewer.ts';

/** Screen pixels beyond the view's border that are looked up too: an outline reaches so far for its neighbours. */
export const BORDER_PX = 8;

/**
 * Which pixel of a layer's level every screen column and row shows, by its middle; -1 beside the layer. The arrays begin
 * `BORDER_PX` before the view and end as far behind it. Both renderers read these, so that no rounding tells them apart.
 */
export interface ScreenMap {
  readonly level: number;
  readonly columns: Int32Array;
  readonly rows: Int32Array;
}

/** Maps the screen to a layer of this size that is stretched over the mask. */
export function screenMap(
  camera: Camera,
  view: PixelSize,
  { mask, layer }: Record<'mask' | 'layer', PixelSize>,
): ScreenMap {
  const origin = originOf(camera, view);
  const across = (camera.scale * mask.width) / layer.width;
  const down = (camera.scale * mask.height) / layer.height;
  const level = levelFor(Math.min(across, down));
  return {
    level,
    columns: axisMap({ length: view.width, origin: origin.x, scale: across, count: layer.width, level }),
    rows: axisMap({ length: view.height, origin: origin.y, scale: down, count: layer.height, level }),
  };
}

interface Axis {
  /** Screen pixels of the view. */
  readonly length: number;
  /** The screen pixel at which the layer begins. */
  readonly origin: number;
  /** Screen pixels per layer pixel. */
  readonly scale: number;
  /** Pixels of the layer at level 0. */
  readonly count: number;
  readonly level: number;
}

function axisMap({ length, origin, scale, count, level }: Axis): Int32Array {
  const map = new Int32Array(length + 2 * BORDER_PX);
  for (let at = 0; at < map.length; at++) {
    const place = Math.floor((at - BORDER_PX + 0.5 - origin) / scale);
    map[at] = place < 0 || place >= count ? -1 : Math.floor(place / 2 ** level);
  }
  return map;
}
