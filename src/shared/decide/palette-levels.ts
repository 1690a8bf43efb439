import { rgbToYcbcr } from '../jpeg/ycbcr.ts';
import type { Rgb } from '../model/palette.ts';
import type { Triple } from '../palette/file-evidence.ts';
import type { OpenColour } from '../palette/open-colours.ts';

/** A colour in the components of a JPEG. */
export function levelsOf(rgb: Rgb, space: OpenColour['space']): Triple {
  return space === 'grey' ? [rgb[0], 0, 0] : rgbToYcbcr(rgb);
}
