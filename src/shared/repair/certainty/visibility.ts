import type { ComponentModel, ForwardModel } from '../../forward/forward-model.ts';

/**
 * How far one pixel of a class instead of another moves the coefficients: root of the sum of squares, in quantiser steps, on
 * average over the places in a block. Of what is kept for several pixels at once it counts less than its share, since
 * others of them may make up for it.
 */
export class Visibility {
  private readonly parts: readonly (Pick<ComponentModel, 'codes'> & { readonly weight: number })[];

  constructor({ components }: ForwardModel) {
    this.parts = components.map(({ component, codes, ratioX, ratioY }) => {
      const sum = component.quantisation.reduce((total, step) => total + 1 / step ** 2, 0);
      return { codes, weight: sum / 64 / (ratioX * ratioY) ** 3 };
    });
  }

  of(a: number, b: number): number {
    let sum = 0;
    for (const { codes, weight } of this.parts) sum += weight * (codes[a] - codes[b]) ** 2;
    return Math.sqrt(sum);
  }
}
