import { MaskmendError } from '../../../shared/errors.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import type { ArraySource } from '../../../shared/model/dataset.ts';
import { UNASSIGNED_SLOT } from '../../../shared/model/palette.ts';
import type { NpyArray } from '../npy/npy-array.ts';

/** The labels of an array of indices (height, width) or of one-hot planes (height, width, classes); throws `corrupt-file`. */
export function labelsOfArray({ shape, values }: NpyArray, { planes, indices }: ArraySource): LabelMap {
  const [height, width, depth] = shape;
  const isFlat = shape.length === 2 || (shape.length === 3 && depth === 1 && planes.length > 1);
  if (isFlat) return { width, height, labels: labelsOfIndices(values, indices) };
  if (shape.length !== 3 || depth !== planes.length) {
    throw new MaskmendError(
      'corrupt-file',
      `has shape (${shape.join(', ')}), expected (height, width, ${planes.length})`,
    );
  }
  return { width, height, labels: labelsOfPlanes(values, planes) };
}

function labelsOfIndices(values: NpyArray['values'], indices: ReadonlyMap<number, number>): Uint16Array {
  const labels = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) labels[i] = indices.get(values[i]) ?? UNASSIGNED_SLOT;
  return labels;
}

/** Exactly one plane says yes at every pixel; where none does the pixel is unassigned. */
function labelsOfPlanes(values: NpyArray['values'], planes: readonly number[]): Uint16Array {
  const labels = new Uint16Array(values.length / planes.length).fill(UNASSIGNED_SLOT);
  for (let i = 0, at = 0; i < labels.length; i++) {
    for (let plane = 0; plane < planes.length; plane++, at++) {
      if (values[at] === 0) continue;
      if (values[at] !== 1 || labels[i] !== UNASSIGNED_SLOT) {
        throw new MaskmendError('corrupt-file', `is not one-hot at pixel ${i}`);
      }
      labels[i] = planes[plane];
    }
  }
  return labels;
}
