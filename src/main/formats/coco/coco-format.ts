import type { DatasetFormat } from '../format.ts';
import { readCocoShapes } from './coco-annotation.ts';
import { detectCoco } from './coco-detect.ts';
import { cocoExporter } from './coco-export.ts';
import { openCoco } from './coco-import.ts';

/** COCO instances, https://cocodataset.org/#format-data, also under Roboflow's name `_annotations.coco.json`. */
export const cocoFormat: DatasetFormat = {
  name: 'coco',
  detect: detectCoco,
  open: openCoco,
  readShapes: readCocoShapes,
  exporter: cocoExporter,
};
