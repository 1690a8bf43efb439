import type { OutlierReason } from '../../model/outlier-reason.ts';
import { countWithNoun } from '../../words.ts';
import type { WordsOf } from '../words-for.ts';

/** What sets a picture apart from the others of its set. */
export const outliersText: WordsOf<OutlierReason> = {
  quality: ({ quality, usual }) => `JPEG quality ${quality}, where ${usual} is usual`,
  smaller: ({ factor }) => `${factor.toFixed(1)} times smaller than usual`,
  larger: ({ factor }) => `${factor.toFixed(1)} times larger than usual`,
  'fewer-bytes': ({ factor }) => `${factor.toFixed(1)} times fewer bytes a pixel than usual`,
  'rare-format': ({ format, files }) => `${format}: ${countWithNoun(files, 'file')} only`,
  'rare-subsampling': ({ subsampling, files }) => `chroma ${subsampling}: ${countWithNoun(files, 'file')} only`,
};
