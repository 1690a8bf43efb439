import type { FileEvidence } from './file-evidence.ts';
import { widthOf } from './witness-values.ts';

/** How well a file tells colours. */
export type FileKind = 'hard' | 'soft' | 'lossy';

/**
 * `hard`: without loss and every colour listed, so that each is a class; `soft`: without loss, but only what stands out of
 * blends and noise is listed; `lossy`: colours are known as intervals. A file that lists nothing is `soft`.
 */
export function kindOf({ witnesses, patches, distinctColours }: FileEvidence): FileKind {
  if ([...witnesses, ...patches].some((witness) => widthOf(witness) > 0)) {
    return 'lossy';
  }
  const listed = witnesses.length + patches.length;
  return listed > 0 && listed === distinctColours ? 'hard' : 'soft';
}
