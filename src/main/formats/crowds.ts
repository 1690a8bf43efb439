import type { LossCounts } from '../../shared/model/export-loss.ts';
import type { MaskObject } from '../../shared/model/dataset.ts';

/** Crowds lie below all other objects, which keep their order. */
export function crowdsFirst<Kind extends Pick<MaskObject, 'isCrowd'>>(objects: readonly Kind[]): readonly Kind[] {
  return [...objects.filter(({ isCrowd }) => isCrowd), ...objects.filter(({ isCrowd }) => !isCrowd)];
}

/** How crowds are told of that a format writes like any other object. */
export function crowdLosses(objects: readonly Pick<MaskObject, 'isCrowd'>[]): LossCounts {
  const crowds = objects.filter(({ isCrowd }) => isCrowd).length;
  return crowds === 0 ? {} : { crowds };
}
