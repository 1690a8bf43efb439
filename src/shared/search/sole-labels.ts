import type { DctMethod } from '../jpeg/block-transform.ts';
import type { Labels } from '../forward/down-sampling.ts';
import type { ComponentModel, ForwardModel } from '../forward/forward-model.ts';
import type { Bounds } from '../forward/mcu-bounds.ts';

/** Transforms whose coefficients lie within half a unit of the linear ones. */
const CLOSE_METHODS: ReadonlySet<DctMethod> = new Set(['islow', 'float', 'double']);
/** By how much more than a step the linear coefficients of two blocks may differ that are quantised alike. */
const ROUNDING = 1;

/**
 * 1 for every class, by position in the palette, whose pixels can have no other label in an MCU that is reproduced.
 *
 * Two blocks of samples with the same quantised coefficients differ by less than a step in each of them. The transform
 * keeps sums of squares (Parseval), so the samples differ by less than the steps' sum of squares altogether, and each
 * pixel by less than that: a pixel cannot change to a class that lies farther away in one component.
 */
export function classesWithoutRival(model: ForwardModel): Uint8Array {
  const sole = new Uint8Array(model.classCount);
  if (!CLOSE_METHODS.has(model.dct)) return sole;
  const parts = model.components.filter(({ ratioX, ratioY }) => ratioX * ratioY === 1);
  const reaches = parts.map(stepsSquared);
  const isRival = (label: number, other: number) =>
    parts.every(({ codes }, index) => (codes[label] - codes[other]) ** 2 <= reaches[index]);
  const all = [...sole.keys()];
  return sole.map((_, label) => (all.some((other) => other !== label && isRival(label, other)) ? 0 : 1));
}

function stepsSquared({ component }: ComponentModel): number {
  return component.quantisation.reduce((sum, step) => sum + (step + ROUNDING) ** 2, 0);
}

/** Whether all labels of an area are of these classes. */
export function areAllOf(classes: Uint8Array, labels: Labels, area: Bounds & { readonly width: number }): boolean {
  for (let y = area.top; y < area.bottom; y++) {
    for (let x = area.left; x < area.right; x++) if (classes[labels[y * area.width + x]] === 0) return false;
  }
  return true;
}
