import type { FileEvidence } from '../palette/file-evidence.ts';
import { gatherRasterEvidence } from '../palette/raster-evidence.ts';
import { gatherJpegEvidence } from './jpeg-evidence.ts';
import type { MaskContent } from './mask-content.ts';

/**
 * What one file tells about the palette its mask was drawn with. To look for a thin class in a JPEG of one colour takes
 * longer than all the rest.
 */
export function gatherEvidence(content: MaskContent, seeksThinClass = true): FileEvidence {
  if (content.kind === 'jpeg') return gatherJpegEvidence(content.image, seeksThinClass);
  return gatherRasterEvidence(content.raster, content.isLossless);
}
