import type { Palette } from '../../shared/model/palette.ts';
import type { FileEvidence } from '../../shared/palette/file-evidence.ts';
import { inferPalette } from '../../shared/palette/infer-palette.ts';

/** The palette that all masks together show, from their evidence as the project holds it. Throws what inferPalette throws. */
export function findPalette({ evidence }: { readonly evidence: readonly string[] }): Promise<Palette> {
  // The engine version under which it was written vouches for the shape.
  return Promise.resolve(inferPalette(evidence.map((text) => JSON.parse(text) as FileEvidence)));
}
