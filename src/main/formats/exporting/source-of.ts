import type { DatasetItem, MaskSource } from '../../../shared/model/dataset.ts';

/** Where an item's mask comes from; worked out when its turn comes. */
export function sourceOf({ mask }: Pick<DatasetItem, 'mask'>): Promise<MaskSource> {
  return typeof mask === 'function' ? mask() : Promise.resolve(mask);
}
