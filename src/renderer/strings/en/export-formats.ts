import type { ExportFormatId } from '../../../shared/model/dataset-format.ts';
import { formatInWords } from '../../../shared/strings/in-words.ts';

interface FormatText {
  readonly title: string;
  /** What is written, and what of the masks it keeps. */
  readonly keeps: string;
  /** What it cannot hold; empty where it holds all. */
  readonly loses: string;
}

/** What is told of each format before it is chosen. */
export const exportFormatsText: Readonly<Record<ExportFormatId, FormatText>> = {
  'indexed-png': {
    title: 'Indexed PNG',
    keeps: 'Class indices with the colours of the classes as colour table: what Pascal VOC and most trainers read.',
    loses: '',
  },
  'grey-png': {
    title: 'Grey PNG',
    keeps: 'Class indices as grey levels, 16 bits where an index is above 255: what MMSegmentation and ADE20K use.',
    loses: 'Colours.',
  },
  'colour-png': {
    title: 'Colour PNG',
    keeps: 'The colours of the classes in full: to look at, and for tools that tell classes by colour (CVAT).',
    loses: 'Indices.',
  },
  voc: {
    title: formatInWords('voc', true),
    keeps: 'Indexed masks of classes and objects, photos, and lists of the splits.',
    loses: 'Objects beyond 254 a picture.',
  },
  cvat: {
    title: formatInWords('cvat', true),
    keeps: 'Segmentation mask 1.1: colour masks of classes and objects, labelmap.txt.',
    loses: 'Objects of pictures with more than 255; colours that CVAT cannot tell apart are changed.',
  },
  coco: {
    title: formatInWords('coco', true),
    keeps:
      'One JSON file per split: polygons or RLE per object, with area and box; untouched annotations as they came.',
    loses: 'Void; background is what no object covers; polygons have cuts for holes.',
  },
  'coco-panoptic': {
    title: formatInWords('coco-panoptic', true),
    keeps: 'A PNG of segment ids per photo and one JSON file per split.',
    loses: 'Background and void are one.',
  },
  yolo: {
    title: formatInWords('yolo', true),
    keeps: 'A text file per photo, a polygon per row, classes from 0.',
    loses: 'Void, crowds and background; holes become cuts; masks without a photo.',
  },
  labelme: {
    title: formatInWords('labelme', true),
    keeps: 'A JSON file beside each photo: masks of objects, or polygons; untouched shapes as they came.',
    loses: 'Void; crowds become plain objects.',
  },
  cityscapes: {
    title: formatInWords('cityscapes', true),
    keeps: 'labelIds, labelTrainIds, instanceIds and color pictures per photo.',
    loses: 'Objects beyond 1000 of a class.',
  },
  mmseg: {
    title: formatInWords('mmseg', true),
    keeps: 'img_dir and ann_dir, one channel of class indices, 255 to be ignored.',
    loses: 'Objects.',
  },
  ultralytics: {
    title: formatInWords('ultralytics', true),
    keeps: 'One-channel masks of class numbers and data.yaml with masks_dir, 255 to be ignored.',
    loses: 'Objects; colours.',
  },
  supervisely: {
    title: formatInWords('supervisely', true),
    keeps: 'A JSON file per photo with a bitmap per object, and meta.json; untouched figures as they came.',
    loses: 'Void; crowds become plain objects.',
  },
  huggingface: {
    title: formatInWords('huggingface', true),
    keeps: 'An image folder with metadata.jsonl and id2label.json, for the datasets library.',
    loses: 'Objects and colours.',
  },
  'binary-masks': {
    title: formatInWords('binary-masks', true),
    keeps: 'A black and white PNG per class and mask, in a folder per class.',
    loses: 'Objects.',
  },
  npy: {
    title: formatInWords('npy', true),
    keeps: 'An array of NumPy per mask: height, width, class, each 0 or 1.',
    loses: 'Objects.',
  },
  cutouts: {
    title: formatInWords('cutouts', true),
    keeps: 'Each object cut out of its photo, transparent around it, as PNG.',
    loses: 'All but the objects; masks without a photo.',
  },
  folder: {
    title: formatInWords('folder', true),
    keeps: 'masks and images, a folder per split, the classes in labelmap.txt and dataset_meta.json.',
    loses: 'Objects.',
  },
  datumaro: {
    title: formatInWords('datumaro', true),
    keeps: 'Colour masks beside their photos, with the classes in dataset_meta.json.',
    loses: 'Objects; void is a class like others.',
  },
};
