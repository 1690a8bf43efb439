import { THUMBNAIL_SIDE } from '../codec/thumbnail.ts';
import type { Thumbnail } from '../db/tables/thumbnails-table.ts';
import { isSmallerThan, shrinkPlane } from '../../shared/mask/shrink-plane.ts';
import type { LabelMap } from '../../shared/mask/label-map.ts';

/** Labels made small for lists: 16 bits little-endian, single pixels, never mixed. */
export function thumbnailOfLabels({ width, height, labels }: LabelMap): Thumbnail {
  const plane = { width, height, values: labels };
  const small = isSmallerThan(plane, THUMBNAIL_SIDE) ? plane : shrinkPlane(plane, THUMBNAIL_SIDE);
  const wide = Uint16Array.from(small.values);
  return { width: small.width, height: small.height, bytes: new Uint8Array(wide.buffer) };
}
