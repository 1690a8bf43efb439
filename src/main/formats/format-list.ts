import { MaskmendError } from '../../shared/errors.ts';
import type { DatasetExporter, DatasetFormat } from './format.ts';
import { ade20kFormat } from './ade20k/ade20k-format.ts';
import { binaryMasksFormat } from './binary-masks/binary-masks-format.ts';
import { camvidFormat } from './camvid/camvid-format.ts';
import { cityscapesFormat } from './cityscapes/cityscapes-format.ts';
import { classDictFormat } from './class-dict/class-dict-format.ts';
import { cocoFormat } from './coco/coco-format.ts';
import { panopticFormat } from './coco-panoptic/panoptic-format.ts';
import { cutoutsFormat } from './cutouts/cutouts-format.ts';
import { cvatFormat } from './cvat/cvat-format.ts';
import { datumaroFormat } from './datumaro/datumaro-format.ts';
import { folderFormat } from './folder/folder-format.ts';
import { huggingfaceFormat } from './huggingface/huggingface-format.ts';
import { kittiFormat } from './kitti/kitti-format.ts';
import { labelStudioFormat } from './label-studio/label-studio-format.ts';
import { labelmeDatasetFormat } from './labelme-dataset/labelme-dataset-format.ts';
import { labelmeFormat } from './labelme/labelme-format.ts';
import { mapillaryFormat } from './mapillary/mapillary-format.ts';
import { mmsegFormat } from './mmseg/mmseg-format.ts';
import { npyFormat } from './npy/npy-format.ts';
import { petFormat } from './pet/pet-format.ts';
import { superviselyFormat } from './supervisely/supervisely-format.ts';
import { ultralyticsFormat } from './ultralytics/ultralytics-format.ts';
import { vocFormat } from './voc/voc-format.ts';
import { yoloFormat } from './yolo/yolo-format.ts';

/** Every format there is; of formats that look alike the more special one comes first. */
export const formats: readonly DatasetFormat[] = [
  vocFormat,
  cvatFormat,
  cocoFormat,
  panopticFormat,
  yoloFormat,
  labelmeFormat,
  labelmeDatasetFormat,
  labelStudioFormat,
  cityscapesFormat,
  mapillaryFormat,
  kittiFormat,
  ade20kFormat,
  camvidFormat,
  petFormat,
  mmsegFormat,
  ultralyticsFormat,
  superviselyFormat,
  huggingfaceFormat,
  classDictFormat,
  binaryMasksFormat,
  npyFormat,
  cutoutsFormat,
  folderFormat,
  datumaroFormat,
];

/** The format of a name; throws MaskmendError usage. */
export function formatOf(name: string): DatasetFormat {
  return formats.find((format) => format.name === name) ?? noFormat(name, formats);
}

/** What writes a format; throws MaskmendError usage for one that is only read, or that there is not. */
export function exporterOf(name: string): DatasetExporter {
  const format = formats.find((candidate) => candidate.name === name) ?? noFormat(name, written());
  return format.exporter ?? noFormat(name, written(), `${name} is a format that is only read`);
}

function written(): readonly DatasetFormat[] {
  return formats.filter(({ exporter }) => exporter !== undefined);
}

function noFormat(name: string, others: readonly DatasetFormat[], message = `there is no format ${name}`): never {
  const names = others.map((format) => format.name).join(', ');
  throw new MaskmendError('usage', message, { hint: `the formats are ${names}` });
}
