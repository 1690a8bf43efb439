import type { DatasetFormatName } from '../../model/dataset-format.ts';

/** What the formats of datasets are called. */
export const datasetFormatsText: Readonly<Record<DatasetFormatName, string>> = {
  voc: 'Pascal VOC',
  cvat: 'CVAT segmentation mask 1.1',
  coco: 'COCO instances',
  'coco-panoptic': 'COCO panoptic',
  yolo: 'YOLO segmentation',
  labelme: 'labelme',
  'labelme-dataset': 'folders of labelme_json_to_dataset',
  'label-studio': 'Label Studio brush labels',
  cityscapes: 'Cityscapes',
  mapillary: 'Mapillary Vistas',
  kitti: 'KITTI semantics',
  ade20k: 'ADE20K',
  camvid: 'CamVid',
  pet: 'Oxford-IIIT Pet',
  mmseg: 'MMSegmentation',
  ultralytics: 'Ultralytics semantic PNG',
  supervisely: 'Supervisely',
  huggingface: 'Hugging Face image folder',
  'class-dict': 'folders with class_dict.csv',
  'binary-masks': 'binary masks per class',
  npy: 'one-hot NumPy arrays',
  cutouts: 'object cut-outs',
  folder: 'plain folders',
  datumaro: 'Datumaro common semantic segmentation',
};
