import type { ExportLoss, LossKind } from '../../model/export-loss.ts';

/** Behind a count of one, and of several. */
interface LossWords {
  readonly one: string;
  readonly many: string;
}

export const exportLossesText: Readonly<Record<LossKind, (loss: ExportLoss) => LossWords>> = {
  objects: () => ({
    one: 'object of which only the class is kept',
    many: 'objects of which only the classes are kept',
  }),
  'hidden-objects': () => ({
    one: 'object of which no pixel is seen, left out',
    many: 'objects of which no pixel is seen, left out',
  }),
  'vanished-objects': () => ({
    one: 'object that the new size leaves no pixel of, left out',
    many: 'objects that the new size leaves no pixel of, left out',
  }),
  'objects-without-pixel': () => ({
    one: 'object without a pixel, left out',
    many: 'objects without a pixel, left out',
  }),
  'objects-beyond-254': () => ({
    one: 'object beyond the 254th of a picture left out',
    many: 'objects beyond the 254th of a picture left out',
  }),
  'objects-beyond-255': () => ({
    one: 'object of pictures with more than 255, left out',
    many: 'objects of pictures with more than 255, left out',
  }),
  'objects-beyond-instance-ids': () => ({
    one: 'object that instance ids of 16 bits cannot hold',
    many: 'objects that instance ids of 16 bits cannot hold',
  }),
  'objects-in-parts': () => ({
    one: 'part of an object that becomes an object of its own',
    many: 'parts of objects that become objects of their own',
  }),
  crowds: () => ({ one: 'crowd that becomes a plain object', many: 'crowds that become plain objects' }),
  holes: () => ({
    one: 'hole joined to the outline by a cut, as the format has none',
    many: 'holes joined to the outline by a cut, as the format has none',
  }),
  'void-pixels': () => ({
    one: 'void pixel that becomes background or what lies below',
    many: 'void pixels that become background or what lies below',
  }),
  'changed-pixels': () => ({ one: 'pixel that changes its class', many: 'pixels that change their class' }),
  'background-pixels': ({ class: name = 'the background' }) => ({
    one: `pixel of ${name}, the background, which no object is made of`,
    many: `pixels of ${name}, the background, which no object is made of`,
  }),
  'background-to-void': () => ({
    one: 'background pixel that becomes void',
    many: 'background pixels that become void',
  }),
  'photos-not-jpg': () => ({
    one: "photo that is not .jpg, as VOC's tools expect",
    many: "photos that are not .jpg, as VOC's tools expect",
  }),
  'masks-without-photo-size': () => ({
    one: 'mask without photo, whose size YOLO cannot tell',
    many: 'masks without photo, whose size YOLO cannot tell',
  }),
  'masks-without-photo': () => ({
    one: 'mask without photo, of which nothing is cut out',
    many: 'masks without photo, of which nothing is cut out',
  }),
};
