import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import type { Method } from './method.ts';

/** The program's own repair, from the bytes of the file. */
export const repair: Method = {
  name: 'Maskmend',
  label: ({ damaged, palette }) => {
    const { image } = readJpeg(damaged.jpeg, defaultReadLimits);
    const { labelMap, confidence, certifiedBlocks, edgeBlocks } = repairMask({ kind: 'jpeg', image }, { palette });
    return { labels: labelMap.labels, claims: { confidence, certifiedBlocks, edgeBlocks } };
  },
};
