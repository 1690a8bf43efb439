import { detectPanoptic } from '../coco/coco-detect.ts';
import type { DatasetFormat } from '../format.ts';
import { panopticExporter } from './panoptic-export.ts';
import { openPanoptic } from './panoptic-import.ts';

/** COCO panoptic segmentation, https://cocodataset.org/#format-data and panopticapi. */
export const panopticFormat: DatasetFormat = {
  name: 'coco-panoptic',
  detect: detectPanoptic,
  open: openPanoptic,
  exporter: panopticExporter,
};
