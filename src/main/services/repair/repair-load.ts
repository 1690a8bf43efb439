import { LARGE_PIXELS } from '../../../shared/shared-memory.ts';
import type { SourceToRead } from '../../db/operations/source-operations.ts';
import type { FileLoad } from '../jobs/file-paces.ts';

/**
 * Pixels that are decoded and kept in the time that a byte of a JPEG takes to be searched: its bytes tell how many edges
 * there are. Measured on drawn masks at quality 75.
 */
const PIXELS_PER_BYTE = 800;

/** What the time depends on that the repair of a mask takes in `threads` threads. */
export function repairLoad(
  { format, pixels, stamp, verdictKind }: Pick<SourceToRead, 'format' | 'pixels' | 'stamp' | 'verdictKind'>,
  threads: number,
): FileLoad {
  const isSearched = format === 'jpeg';
  const size = (isSearched ? (stamp?.bytes ?? 0) : 0) + (pixels ?? 0) / PIXELS_PER_BYTE;
  return {
    kind: `${format ?? ''} ${verdictKind ?? ''}`,
    size: Math.max(1, Math.round(size)),
    threads: isSearched && (pixels ?? 0) >= LARGE_PIXELS ? threads : 1,
  };
}
