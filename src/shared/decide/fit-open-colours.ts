import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { InferredClasses } from '../palette/infer-palette.ts';
import type { ColourFit, OpenColour } from '../palette/open-colours.ts';
import type { ShouldStop } from '../should-stop.ts';
import { fitLevels } from './fit-levels.ts';
import { levelsOf } from './palette-levels.ts';
import { cropTellingAreas } from './telling-areas.ts';

/** Between more classes labels take too long. */
const MOST_CLASSES = 64;

/** The parts of a JPEG that tell of open colours; none where it holds its colours otherwise than they are told. */
export function telling(image: JpegImage, open: readonly OpenColour[]): JpegImage[] {
  if (open.some(({ space }) => space !== image.colourModel)) return [];
  return cropTellingAreas(
    image,
    open.map(({ rgb, space }) => levelsOf(rgb, space)),
  );
}

/**
 * What edges tell of the colours that flat areas leave open; nothing where other colours explain no more of the pictures.
 * Throws `cancelled` when `shouldStop` turns true.
 */
export function fitOpenColours(
  images: readonly JpegImage[],
  { palette, open }: Pick<InferredClasses, 'palette' | 'open'>,
  shouldStop: ShouldStop,
): ColourFit[] {
  if (open.length === 0 || images.length === 0 || palette.classes.length > MOST_CLASSES) return [];
  const { space } = open[0];
  const levels = palette.classes.map(({ rgb }) => levelsOf(rgb, space));
  const positions = open.map(({ rgb }) => palette.classes.findIndex((entry) => entry.rgb === rgb));
  const alike = images.filter(({ components }) => components.length === images[0].components.length);
  const found = fitLevels(
    alike,
    { levels, open: open.map(({ low, high }, at) => ({ position: positions[at], low, high })) },
    shouldStop,
  );
  return found === undefined ? [] : open.map((colour, at) => ({ open: colour, components: found[positions[at]] }));
}
