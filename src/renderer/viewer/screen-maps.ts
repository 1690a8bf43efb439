import { levelFor, originOf } from './camera.ts';
import type { PixelSize } from './mask-source.ts';
import type { Camera } from './viewer.ts';

/** Screen pixels beyond the view's border that are looked up too: an outline reaches so far for its neighbours. */
export const BORDER_PX = 8;

/**
 * Which pixel of a layer's level every screen column and row shows, by its middle; -1 beside the layer. The arrays begin
 * `BORDER_PX` before the view and end as far behind it.
 */
export interface ScreenMap {
  readonly level: number;
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  /** What the arrays were made of, for the shaders, which reckon alike. */
  readonly across: AxisRule;
  readonly down: AxisRule;
}

/**
 * Screen pixel `at`, counted from `BORDER_PX` before the view, shows pixel `first + ((at * step + rest) >> bits)` of the
 * level, if that is one from 0 to `count - 1`. Whole numbers of 31 bits: no rounding tells two machines apart.
 */
interface AxisRule {
  readonly first: number;
  readonly step: number;
  readonly rest: number;
  readonly bits: number;
  readonly count: number;
}

/** Maps the screen to a layer of this size that is stretched over the mask. */
export function screenMap(
  camera: Camera,
  view: PixelSize,
  { mask, layer }: Record<'mask' | 'layer', PixelSize>,
): ScreenMap {
  const origin = originOf(camera, view);
  const scaleX = (camera.scale * mask.width) / layer.width;
  const scaleY = (camera.scale * mask.height) / layer.height;
  const level = levelFor(Math.min(scaleX, scaleY));
  const size = 2 ** level;
  const across = axisRule({ origin: origin.x, scale: scaleX * size, count: Math.ceil(layer.width / size) });
  const down = axisRule({ origin: origin.y, scale: scaleY * size, count: Math.ceil(layer.height / size) });
  return { level, across, down, columns: axisMap(across, view.width), rows: axisMap(down, view.height) };
}

interface Axis {
  /** The screen pixel at which the layer begins. */
  readonly origin: number;
  /** Screen pixels per pixel of the level; at least 1. */
  readonly scale: number;
  readonly count: number;
}

/** Screens have at most 8192 pixels a side, so that `at * step + rest` stays below 2^31. */
const STEP_BITS = 17;

function axisRule({ origin, scale, count }: Axis): AxisRule {
  const bits = STEP_BITS + Math.max(0, Math.min(7, Math.floor(Math.log2(scale) + 1e-9)));
  const begin = (0.5 - BORDER_PX - origin) / scale;
  const first = Math.floor(begin);
  return { first, step: Math.round(2 ** bits / scale), rest: Math.floor((begin - first) * 2 ** bits), bits, count };
}

function axisMap({ first, step, rest, bits, count }: AxisRule, length: number): Int32Array {
  const map = new Int32Array(length + 2 * BORDER_PX);
  for (let at = 0; at < map.length; at++) {
    const place = first + ((at * step + rest) >> bits);
    map[at] = place < 0 || place >= count ? -1 : place;
  }
  return map;
}
