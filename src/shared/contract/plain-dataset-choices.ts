// Apart from the schemas, so that the interface need not load their library.
import type { DatasetChoices } from './dataset-export-schemas.ts';

/** A dataset as it is: nothing merged, dropped, split, turned or packed. */
export const plainDatasetChoices: DatasetChoices = {
  merges: [],
  dropped: [],
  voidAs: 'keep',
  isZeroReduced: false,
  split: { kind: 'keep' },
  turns: ['none'],
  pattern: '{stem}',
  objects: 'component',
  isArchive: false,
};
