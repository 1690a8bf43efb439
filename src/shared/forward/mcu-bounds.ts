import type { ForwardModel } from './forward-model.ts';

/** A rectangle of pixels: left and top inclusive, right and bottom exclusive. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The pixels of an MCU, clipped to the picture. */
export function mcuBounds(model: ForwardModel, at: { readonly column: number; readonly row: number }): Bounds {
  const { mcuWidth, mcuHeight, image } = model;
  const left = at.column * mcuWidth;
  const top = at.row * mcuHeight;
  return { left, top, right: Math.min(left + mcuWidth, image.width), bottom: Math.min(top + mcuHeight, image.height) };
}
