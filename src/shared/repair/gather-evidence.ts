import type { FileEvidence } from '../palette/file-evidence.ts';
import { gatherRasterEvidence } from '../palette/raster-evidence.ts';
import { gatherJpegEvidence } from './jpeg-evidence.ts';
import type { MaskContent } from './mask-content.ts';

/** What one file tells about the palette its mask was drawn with. */
export function gatherEvidence(content: MaskContent): FileEvidence {
  if (content.kind === 'jpeg') return gatherJpegEvidence(content.image);
  return gatherRasterEvidence(content.raster, content.isLossless);
}
