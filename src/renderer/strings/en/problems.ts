import type { FixableProblem, ProblemKind } from '../../../shared/model/problem.ts';

/** What is found in files and classes: what it is, and what comes of it, for someone who meets it for the first time. */
const kinds = {
  unreadable: {
    title: 'Files that cannot be read',
    explanation: 'They are damaged, of a format that is not read, or may not be opened. They take no part.',
  },
  'missing-on-disk': {
    title: 'Files that are gone',
    explanation: 'They are not where they were. Say where their folder is now, or take them out.',
  },
  'changed-on-disk': {
    title: 'Files that changed since they were read',
    explanation: 'What is known of them, and their repair, is of an older state.',
  },
  'size-differs-from-photo': {
    title: 'Mask and photo differ in size',
    explanation: 'A trainer refuses the pair, or stretches one of them and shifts every boundary.',
  },
  'not-a-mask': {
    title: 'Pictures that are no masks',
    explanation: 'They show no flat areas of few colours: photos, most likely.',
  },
  'no-photo': {
    title: 'Masks without a photo',
    explanation: 'No photo has the same name. Repair does not need one; training does.',
  },
  'unclaimed-colours': {
    title: 'Colours that no class claims',
    explanation: 'Flat areas show them, the palette does not have them: a class is missing, or a colour is wrong.',
  },
  'classes-share-colour': {
    title: 'Classes that share a colour',
    explanation: 'Nothing in a colour mask tells them apart: the first one gets all pixels.',
  },
  'close-classes': {
    title: 'Classes of nearly the same colour',
    explanation: 'JPEG may have moved the colour of one to that of the other.',
  },
  'void-and-white-share-255': {
    title: '255 is both void and white',
    explanation: 'Tools that ignore index 255 would ignore the white class too, or the reverse.',
  },
  'background-not-first': {
    title: 'Background is not class 0',
    explanation: 'Many tools take index 0 for background and shift every label that follows.',
  },
  'palette-order': {
    title: 'Classes are not numbered in their order',
    explanation: 'Tools that number the classes by the lines of a label map get other indices than these.',
  },
  'class-in-one-split': {
    title: 'Classes that only one split has',
    explanation: 'A model cannot be trained on them, or its score on them means nothing.',
  },
  'duplicate-bytes': {
    title: 'Files that are there twice',
    explanation: 'Byte for byte the same: they count twice in training, and leak from one split into another.',
  },
  'duplicate-content': {
    title: 'The same picture in several files',
    explanation: 'The same pixels, stored differently: they count twice in training.',
  },
  'single-class': {
    title: 'Masks that are entirely one class',
    explanation: 'Correct for an empty scene; often the sign of a mask that was never drawn.',
  },
  'extension-disagrees': {
    title: 'Name and content disagree',
    explanation: 'The bytes are of another format than the name says; programs that believe the name fail.',
  },
  'sixteen-bit': {
    title: '16-bit files',
    explanation: 'Read whole here; many other programs cut them to 8 bits and lose the indices.',
  },
  'alpha-channel': {
    title: 'Files with transparency',
    explanation: 'Classes are told by colour alone; programs that blend the transparency in change the colours.',
  },
  orientation: {
    title: 'Masks with an EXIF rotation',
    explanation: 'Programs that read the tag turn the mask, those that do not leave it; results are written upright.',
  },
  'colour-profile': {
    title: 'Files with a colour profile',
    explanation: 'Never applied here; programs that apply it change the colours of the classes.',
  },
  'several-frames': {
    title: 'Files with several frames or pages',
    explanation: 'Only the first one is read.',
  },
} as const satisfies Record<ProblemKind, { readonly title: string; readonly explanation: string }>;

export const problemsText = {
  kinds,
  /** What is done about all files of a kind. */
  fixes: {
    'no-photo': 'Pair them with the photos that their names suggest',
    'not-a-mask': 'Make them photos',
    'duplicate-bytes': 'Take the copies out of the project',
    'duplicate-content': 'Take the copies out of the project',
    'missing-on-disk': 'Take them out of the project',
    unreadable: 'Take them out of the project',
  } satisfies Record<FixableProblem, string>,
};
