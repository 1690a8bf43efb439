import { MaskmendError } from '../../shared/errors.ts';
import type { DatasetFormat } from './format.ts';
import { cocoFormat } from './coco/coco-format.ts';
import { panopticFormat } from './coco-panoptic/panoptic-format.ts';
import { labelmeFormat } from './labelme/labelme-format.ts';
import { vocFormat } from './voc/voc-format.ts';
import { yoloFormat } from './yolo/yolo-format.ts';

/** Every format there is; of formats that look alike the more special one comes first. */
export const formats: readonly DatasetFormat[] = [vocFormat, cocoFormat, panopticFormat, yoloFormat, labelmeFormat];

/** The format of a name; throws MaskmendError usage. */
export function formatOf(name: string): DatasetFormat {
  const format = formats.find((candidate) => candidate.name === name);
  if (format !== undefined) return format;
  const names = formats.map((candidate) => candidate.name).join(', ');
  throw new MaskmendError('usage', `there is no format ${name}`, { hint: `the formats are ${names}` });
}
