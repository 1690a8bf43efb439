import type { SourceStatus } from '../../../shared/model/source-status.ts';
import type { RepairMetrics } from '../tables/repairs-table.ts';

/** How far a repair is proved. */
export interface Proof {
  /** Share of the edge blocks that are certified, 0..1; null where the file has no blocks. */
  readonly certifiedShare: number | null;
  /** Every block certified, every pixel certain, no warning. */
  readonly isCertified: boolean;
}

export function proofOf({ certifiedBlocks, edgeBlocks, uncertainPixels, warnings }: RepairMetrics): Proof {
  return {
    certifiedShare: edgeBlocks === 0 ? null : certifiedBlocks / edgeBlocks,
    isCertified: certifiedBlocks === edgeBlocks && uncertainPixels === 0 && warnings.length === 0,
  };
}

/**
 * What a certified mask wants that a person has painted over: less than one with a single uncertain pixel, more than one
 * that is certified as it stands.
 */
export const PAINTED_LOOK = 1e-6;

/** How much a file wants a person's look: 5 failed, 4 no mask, 3..4 with warnings, 0..3 by what is not proved. */
export function needForLook(status: SourceStatus, metrics?: RepairMetrics): number {
  if (status === 'failed') return 5;
  if (status === 'skipped') return 4;
  if (metrics === undefined) return 0;
  const { width, height, uncertainPixels, warnings } = metrics;
  const unproved = 1 - (proofOf(metrics).certifiedShare ?? 1);
  const uncertain = Math.sqrt(uncertainPixels / (width * height));
  return (warnings.length > 0 ? 3 : 0) + (2 * unproved + uncertain) / (warnings.length > 0 ? 3 : 1);
}
