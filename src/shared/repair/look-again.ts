import { fitOpenColours } from '../decide/fit-open-colours.ts';
import { levelsOf } from '../decide/palette-levels.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import type { InferredClasses } from '../palette/infer-palette.ts';
import { spaceOf } from '../palette/open-colours.ts';
import { nothingSeen, type SecondLook } from '../palette/second-look.ts';
import type { ShouldStop } from '../should-stop.ts';
import { judgeTwins } from './judge-twins.ts';
import { findThinClasses } from './thin-classes.ts';

/**
 * What edges tell of a palette that flat areas told: the levels of open colours, and classes that fill no area. `files`:
 * parts of JPEGs, by file (`tellingFiles`, `cropTellingAreas`). Throws `cancelled` when `shouldStop` turns true.
 */
export function lookAgain(
  files: readonly (readonly JpegImage[])[],
  inferred: InferredClasses,
  shouldStop: ShouldStop,
): SecondLook {
  const { kind, shown } = inferred;
  const space = spaceOf(kind);
  const alike = files.map((images) => images.filter(({ colourModel }) => colourModel === space));
  if (alike.flat().length === 0) return nothingSeen;
  const merged = judgeTwins(files, inferred, shouldStop);
  const fits = fitOpenColours(alike.flat(), inferred, shouldStop);
  const known = shown.map(
    (rgb) => fits.find(({ open }) => open.rgb.join() === rgb.join())?.components ?? levelsOf(rgb, space),
  );
  return { fits, thin: findThinClasses(alike, known, shouldStop), merged };
}
