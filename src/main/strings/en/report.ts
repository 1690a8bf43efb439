import { countWithNoun } from '../../../shared/words.ts';

/** What the report says as a page, and the charts that are saved; `lang` is the language's tag. Texts are not yet escaped. */
export const reportText = {
  lang: 'en',
  title: 'Maskmend report',
  /** Followed by the folder. */
  masksIn: (masks: number) => `${countWithNoun(masks, 'mask')} in`,
  notFinished: 'The export was not finished.',
  inShort: 'In short',
  totals: {
    masks: 'Masks',
    needLook: 'Need a look',
    failed: 'Failed',
    changed: 'Pixels put right',
    uncertain: 'Uncertain pixels',
    certified: 'Boundary blocks certified',
    coloursBefore: 'Most colours in a file, before',
    classesNow: 'Most classes in a file, now',
  },
  share: (percent: string) => `${percent} %`,
  classes: 'Classes',
  from: (source: string) => `From: ${source}.`,
  classColumns: { name: 'Class', index: 'Index', colour: 'Colour', role: 'Role' },
  beforeAndAfter: 'Before and after',
  cuts: 'Of each mask the place where most classes meet, pixel for pixel.',
  someCuts: (masks: number) =>
    `Of each mask the place where most classes meet, pixel for pixel; the ${masks} masks that most want a look.`,
  before: (colours: number) => `before: ${countWithNoun(colours, 'colour')}`,
  beforePicture: (colours: number) => `before: ${colours} colours`,
  afterPicture: (colours: number) => `after: ${colours} colours`,
  now: (colours: number) => `now: ${colours}`,
  place: (width: number, height: number, x: number, y: number) => `${width} x ${height} pixels at ${x}, ${y}`,
  painted: (pixels: number) => `${countWithNoun(pixels, 'pixel')} painted by hand.`,
  repairBefore: 'The repair before that:',
  certainty: (uncertainPixels: number | null) =>
    uncertainPixels === 0 ? 'every pixel certain' : `${countWithNoun(uncertainPixels ?? 0, 'pixel')} uncertain`,
  certified: (blocks: string, edgeBlocks: number, certainty: string) =>
    `${blocks} of ${countWithNoun(edgeBlocks, 'boundary block')} certified, ${certainty}.`,
  everyFile: 'Every file',
  hashesMean:
    'Hashes are the first 16 digits of SHA-256, of the source above that of the result; whole ones stand in the CSV.',
  fileColumns: {
    file: 'File',
    verdict: 'What happened to it',
    colours: 'Colours',
    certificate: 'Certificate',
    hashes: 'Hashes',
  },
  engine: (program: string, version: number, preset: string) => `${program}, engine ${version} (${preset}).`,
  certifiedMeans:
    "A block is certified when its repaired pixels, encoded again with the file's own tables, give exactly the coefficients that stand in the file.",
};

/** What stands in charts that are saved. */
export const chartsText = {
  share: 'Share of the pixels',
  objects: 'Objects: connected parts of a class',
  boundary: 'Boundary: sides of pixels towards other classes',
  tiny: (below: number) => `Tiny objects, of fewer than ${below} px`,
  holding: 'Masks that hold the class',
  iou: 'IoU',
  boundaryIou: 'Boundary IoU, 2 px',
  masks: (count: number) => countWithNoun(count, 'mask'),
};
