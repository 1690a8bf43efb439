import type { ExportRemark } from '../../model/export-remark.ts';
import type { WordsOf } from '../words-for.ts';

const tools = { voc: 'the tools of VOC', mmseg: 'the tools of MMSegmentation' };

export const exportRemarksText: WordsOf<ExportRemark> = {
  'void-index-taken': (said) =>
    `${said.class} has index 255, which ${tools[said.tools]} leave out as void: give it another one`,
  'void-not-255': (said) => `void is not index 255, which ${tools[said.tools]} leave out`,
  'gaps-in-indices': ({ highest }) => `MMSegmentation expects classes 0 to ${highest} without gaps`,
  'unknown-to-cityscapes': ({ classes }) =>
    `Cityscapes does not know ${classes.join(', ')}: the ids of all classes are their indices, not those of Cityscapes`,
  'missing-part': ({ part, standIn }) =>
    `there is no part ${part}, which Ultralytics needs: data.yaml names the photos of ${standIn} for it too`,
  'sixteen-bit': () => 'classes have indices above 255: the masks are grey pictures of 16 bits',
  'colour-of-another': ({ class: name, rgb }) =>
    `class ${name} gets the colour ${rgb.join(',')}: another class has its own, and masks here are colours alone`,
  'colour-for-cvat': ({ class: name, rgb }) =>
    `class ${name} gets the colour ${rgb.join(',')}: black is CVAT's background, and no two classes share a colour`,
  'other-name': ({ class: name, written }) =>
    `class ${name} is called ${written} in labelmap.txt, which cannot hold that name`,
  'other-number': ({ class: name, number, index, more, void: last }) =>
    `its classes count from 0 without gaps, void is ${last}: ${name} has ${number} in place of ${index}${more > 0 ? `, and ${more} more` : ''}`,
  'void-made': ({ class: name, index, owner }) =>
    `pixels of no class become ${name} with index ${index}, as 255 is that of ${owner}`,
  'photo-size': ({ photo, width, height, maskWidth, maskHeight }) =>
    `${photo} is ${width} x ${height}, its mask ${maskWidth} x ${maskHeight}`,
  'photo-turned': ({ photo }) =>
    `${photo} is turned by its EXIF tag: its mask is taken for one of the turned photo, which its size cannot tell`,
};
