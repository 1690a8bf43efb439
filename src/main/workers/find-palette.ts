import type { Palette } from '../../shared/model/palette.ts';
import type { FileEvidence } from '../../shared/palette/file-evidence.ts';
import { recogniseObjects as recognise, type SeenObjects } from '../../shared/objects/recognise-objects.ts';
import { inferPalette } from '../../shared/palette/infer-palette.ts';

/** The palette that all masks together show, from their evidence as the project holds it. Throws what inferPalette throws. */
export function findPalette({ evidence }: { readonly evidence: readonly string[] }): Promise<Palette> {
  // The engine version under which it was written vouches for the shape.
  return Promise.resolve(inferPalette(evidence.map((text) => JSON.parse(text) as FileEvidence)));
}

/** Which masks of a folder name objects, from their evidence as the project holds it. */
export function recogniseObjects(
  seen: readonly { readonly path: string; readonly evidence: string }[],
): Promise<(SeenObjects | undefined)[]> {
  return Promise.resolve(
    recognise(seen.map(({ path, evidence }) => ({ path, evidence: JSON.parse(evidence) as FileEvidence }))),
  );
}
