/** The formats of datasets, as the command line has them; of those that look alike the more special one comes first. */
export const datasetFormatNames = [
  'voc',
  'cvat',
  'coco',
  'coco-panoptic',
  'yolo',
  'labelme',
  'labelme-dataset',
  'label-studio',
  'cityscapes',
  'mapillary',
  'kitti',
  'ade20k',
  'camvid',
  'pet',
  'mmseg',
  'ultralytics',
  'supervisely',
  'huggingface',
  'class-dict',
  'binary-masks',
  'npy',
  'cutouts',
  'folder',
  'datumaro',
] as const;
export type DatasetFormatName = (typeof datasetFormatNames)[number];

/** What can be written: masks as pictures, and the formats of datasets that have an exporter. */
export const exportFormatIds = [
  'indexed-png',
  'grey-png',
  'colour-png',
  'voc',
  'cvat',
  'coco',
  'coco-panoptic',
  'yolo',
  'labelme',
  'cityscapes',
  'mmseg',
  'ultralytics',
  'supervisely',
  'huggingface',
  'binary-masks',
  'npy',
  'cutouts',
  'folder',
  'datumaro',
] as const satisfies readonly (DatasetFormatName | `${string}-png`)[];
export type ExportFormatId = (typeof exportFormatIds)[number];

export function isExportFormat(name: string): name is ExportFormatId {
  return exportFormatIds.some((id) => id === name);
}
