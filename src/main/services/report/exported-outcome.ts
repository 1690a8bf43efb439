import type { SourceDetail } from '../../../shared/contract/source-schemas.ts';
import type { ExportCandidate } from '../../db/operations/export-operations.ts';
import type { FileOutcome } from '../repair/file-outcome.ts';

interface ExportedFile {
  readonly detail: SourceDetail;
  /** Absolute path. */
  readonly output: string;
  readonly outputSha256: string | undefined;
}

/** What the report says of a mask that was exported. */
export function exportedOutcome(
  candidate: ExportCandidate,
  { detail, output, outputSha256 }: ExportedFile,
): FileOutcome {
  const { facts, fullVerdict, sha256, result, width, height, editedPixels } = detail;
  return {
    source: candidate,
    status: 'repaired',
    output,
    ...(outputSha256 !== undefined && { outputSha256 }),
    ...(facts && { facts }),
    ...(fullVerdict && { verdict: fullVerdict }),
    ...(sha256 !== undefined && { sourceSha256: sha256 }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(result && {
      ...(result.coloursBefore !== undefined && { coloursBefore: result.coloursBefore }),
      classes: result.classes,
      changedPixels: result.changedPixels,
      uncertainPixels: result.uncertainPixels,
      certifiedBlocks: result.certifiedBlocks,
      edgeBlocks: result.edgeBlocks,
    }),
    ...(editedPixels > 0 && { paintedPixels: editedPixels }),
    ms: result?.ms ?? 0,
    warnings: result?.warnings ?? [],
  };
}

export function presetOf(candidates: readonly ExportCandidate[]): string {
  const presets = new Set(candidates.flatMap(({ preset }) => preset ?? []));
  return presets.size > 1 ? 'mixed' : ([...presets][0] ?? 'draft');
}

/** Masks shown with pictures in the report: those that most want a look. */
const SHOWN = 300;

export function mostInteresting(candidates: readonly ExportCandidate[]): readonly ExportCandidate[] {
  return candidates.toSorted((a, b) => b.look - a.look).slice(0, SHOWN);
}
