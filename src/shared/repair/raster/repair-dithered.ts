import { ditheredColours } from '../../dither/dithered-colours.ts';
import { type DitheredPicture, findDither } from '../../dither/find-dither.ts';
import { type DitherLabels, labelDither } from '../../dither/label-dither.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import type { Raster } from '../../mask/raster.ts';
import type { Palette, Rgb } from '../../model/palette.ts';
import { channelDistance } from '../../palette/channel-distance.ts';
import type { ShouldStop } from '../../should-stop.ts';
import type { RasterRepair } from './repair-raster.ts';

/** How far from a class the colour may lie that an area stands for, in levels, and as a share of its dither's tolerance. */
const NEAR_LEVELS = 6;
/** The classes of the palette explain so many pixels of the areas. */
const LEAST_EXPLAINED = 0.9;

/**
 * Labels a mask that was dithered to fewer colours, by the classes that its areas stand for; undefined where a picture is not
 * dithered, or its areas stand for other colours. No pixel is certain: which class one was is told by those round it.
 * Throws `cancelled` when `shouldStop` turns true.
 */
export function repairDithered(
  raster: Raster,
  palette: Palette,
  shouldStop: ShouldStop,
): (RasterRepair & { readonly ditherColours: number }) | undefined {
  // Dither keeps what colours look like, and so no numbers but those that are levels.
  const areLevels = palette.classes.every(({ rgb, index }) => rgb.every((level) => level === index));
  const picture = palette.coding === 'grey-index' && !areLevels ? undefined : findDither(raster);
  if (picture === undefined) return undefined;
  const classColours = palette.classes.map(({ rgb }) => rgb);
  if (!areExplained(picture, classColours)) return undefined;
  const { labels, likelihoods } = labelDither(picture, classColours, shouldStop);
  const changedPixels = countChanged(picture, labels, classColours);
  return {
    reading: 'colour',
    labels: narrowed(labels, classColours.length),
    confidence: likelihoods,
    coloursBefore: picture.colours.length,
    changedPixels,
    ditherColours: picture.colours.length,
  };
}

/** A class whose own colour the picture has was not dithered: what alternates there are classes. */
function areExplained(picture: DitheredPicture, classColours: readonly Rgb[]): boolean {
  const lacking = classColours.filter((colour) => picture.colours.every((own) => channelDistance(own, colour) > 0));
  let [all, explained] = [0, 0];
  for (const { mean, tolerance, pixels } of ditheredColours(picture)) {
    all += pixels;
    const reach = NEAR_LEVELS + tolerance;
    const possible = tolerance === 0 ? classColours : lacking;
    if (possible.some((colour) => channelDistance(colour, mean) <= reach)) explained += pixels;
  }
  return all > 0 && explained >= LEAST_EXPLAINED * all;
}

function countChanged(
  { values, colours }: DitheredPicture,
  labels: DitherLabels['labels'],
  classColours: readonly Rgb[],
): number {
  const isOwn = classColours.map((colour) => colours.map((shown) => channelDistance(colour, shown) === 0));
  let changed = 0;
  for (let pixel = 0; pixel < values.length; pixel++) if (!isOwn[labels[pixel]][values[pixel]]) changed++;
  return changed;
}

function narrowed(labels: Uint16Array, classes: number): Labels {
  return classes < 256 ? Uint8Array.from(labels) : labels;
}
