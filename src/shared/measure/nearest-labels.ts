import type { LabelMap } from '../mask/label-map.ts';
import { rasterColours } from '../mask/raster-colours.ts';
import type { Raster } from '../mask/raster.ts';
import type { Palette, PaletteClass } from '../model/palette.ts';
import { unpackColour } from '../palette/packed-colour.ts';

/**
 * The labels that a picture has when each pixel is given to the class of the nearest colour (of the nearest index, where
 * pixels are indices): what people do who have no better means. Of equals the first class counts.
 */
export function labelByNearest(raster: Raster, palette: Palette): LabelMap {
  const { width, height } = raster;
  const labels = new Uint16Array(width * height);
  const { valueAt, distance } = palette.coding === 'grey-index' ? byIndex(raster) : byColour(raster);
  const known = new Map<number, number>();
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const value = valueAt(pixel);
    let slot = known.get(value);
    if (slot === undefined) {
      slot = nearest(palette.classes, (entry) => distance(value, entry));
      known.set(value, slot);
    }
    labels[pixel] = slot;
  }
  return { width, height, labels };
}

interface Reading {
  readonly valueAt: (pixel: number) => number;
  readonly distance: (value: number, entry: PaletteClass) => number;
}

function byColour(raster: Raster): Reading {
  return {
    valueAt: rasterColours(raster),
    distance: (value, { rgb }) =>
      unpackColour(value).reduce((sum, level, channel) => sum + (level - rgb[channel]) ** 2, 0),
  };
}

/** The first sample of a pixel is its index; grey that was saved in three channels has it in each. */
function byIndex({ samples, width, height }: Raster): Reading {
  const step = samples.length / (width * height);
  return { valueAt: (pixel) => samples[pixel * step], distance: (value, { index }) => Math.abs(value - index) };
}

function nearest(classes: readonly PaletteClass[], distanceTo: (entry: PaletteClass) => number): number {
  let best = classes[0];
  let least = Infinity;
  for (const entry of classes) {
    const distance = distanceTo(entry);
    if (distance < least) [least, best] = [distance, entry];
  }
  return best.slot;
}
