import type { ObjectEvidence } from '../../model/object-evidence.ts';
import type { WordsOf } from '../words-for.ts';

/** Why the values of a mask are taken to name objects, or classes. */
export const objectEvidenceText: WordsOf<ObjectEvidence> = {
  chosen: () => 'as chosen',
  dataset: () => 'its dataset says so',
  named: ({ name }) => `it is called "${name}"`,
  listed: ({ segments }) => `a panoptic JSON lists its ${segments} segments`,
  made: ({ by, example }) => `its numbers are a class times ${by} plus a count, such as ${example}`,
  differing: ({ single, all }) => `${single} of the ${all} colours of its folder occur in one file only`,
  placed: ({ placed, all }) => `${placed} of its ${all} values fill one place each`,
  'coco-colours': () => 'its colours are those that COCO gives to segments',
  classes: () => 'its values are those of classes',
};
