import type { DatasetFormat, Detection } from '../format.ts';
import type { SourceTree } from '../tree/source-tree.ts';
import { yoloExporter } from './yolo-export.ts';
import { findNames, labelFiles, openYolo, readYoloData } from './yolo-import.ts';
import { readYoloShapes } from './yolo-shapes.ts';

/** YOLO segmentation, https://docs.ultralytics.com/datasets/segment/. */
export const yoloFormat: DatasetFormat = {
  name: 'yolo',
  detect: detectYolo,
  open: openYolo,
  readShapes: readYoloShapes,
  exporter: yoloExporter,
};

async function detectYolo(tree: SourceTree): Promise<Detection | undefined> {
  const labels = labelFiles(tree).length;
  const names = findNames(tree);
  if (labels === 0 || names === undefined) return undefined;
  const data = /\.ya?ml$/i.test(names.name) ? await readYoloData(names, tree.limits).catch(() => undefined) : {};
  const evidence = { kind: 'list-and-label-files', list: names.name, files: labels } as const;
  // What is wrong with the file is told when it is opened.
  if (data === undefined) return { confidence: 0.5, evidence };
  return data.masks_dir === undefined ? { confidence: 0.85, evidence } : undefined;
}
