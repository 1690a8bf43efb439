import fc from 'fast-check';
import { dctMethods } from '../../src/shared/jpeg/block-transform.ts';
import type { Samplings } from '../encoders/blank-jpeg.ts';
import { blankJpeg } from '../encoders/blank-jpeg.ts';
import type { ModelledWriter } from '../encoders/encode-by-model.ts';
import { encodeByModel, modelOf } from '../encoders/encode-by-model.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { drawMask, farColours, scatter } from '../repair/drawn-mask.ts';
import type { SearchCase } from './searched-mcus.ts';

const layouts: Readonly<Record<string, Samplings>> = {
  grey: [[1, 1]],
  '4:4:4': [
    [1, 1],
    [1, 1],
    [1, 1],
  ],
  '4:2:0': [
    [2, 2],
    [1, 1],
    [1, 1],
  ],
  '4:2:2': [
    [2, 1],
    [1, 1],
    [1, 1],
  ],
  '4:4:0': [
    [1, 2],
    [1, 1],
    [1, 1],
  ],
  '4:1:1': [
    [4, 1],
    [1, 1],
    [1, 1],
  ],
  '4:1:0': [
    [4, 2],
    [1, 1],
    [1, 1],
  ],
  thirds: [
    [3, 1],
    [1, 1],
    [1, 1],
  ],
  'unlike each other': [
    [2, 2],
    [1, 2],
    [2, 1],
  ],
};

/** Classes of which some are near each other. */
export const nineColours = Array.from(
  { length: 9 },
  (_, i) => [(i * 53) % 256, (i * 97) % 256, (i * 31) % 256] as const,
);

const masks = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    seed: fc.integer({ min: 0, max: 60 }),
    colours: fc.constantFrom(farColours, nineColours, farColours.slice(0, 2)),
    scattered: fc.constantFrom(0, 0.05, 0.6),
  })
  .map(({ width, height, seed, colours, scattered }): DrawnMask => {
    const mask = drawMask(width, height, seed, colours);
    return { ...mask, labels: scatter(mask.labels, { share: scattered, seed, classes: colours.length }) };
  });

export interface DescribedCase {
  readonly mask: DrawnMask;
  readonly layout: string;
  readonly writer: ModelledWriter;
  /** The quantiser's, of the first coefficient. */
  readonly step: number;
  readonly seed: number;
}

/** What the model of a layout and a writer makes of a mask, to be searched from labels that are partly wrong. */
export function searchCase({ mask, layout, writer, step, seed }: DescribedCase): SearchCase {
  const { width, height } = mask;
  const image = encodeByModel(mask, blankJpeg({ width, height, samplings: layouts[layout], step }), writer);
  const start = scatter(mask.labels, { share: 0.15, seed: seed + 7, classes: mask.colours.length });
  return { model: modelOf(mask, image, writer), start, seed };
}

const steps = fc.constantFrom(2, 8, 20);
const seeds = fc.integer({ min: 0, max: 2 ** 31 });

export const plainCases: fc.Arbitrary<DescribedCase> = fc.record({
  mask: masks,
  layout: fc.constantFrom(...Object.keys(layouts)),
  writer: fc.constantFrom(...dctMethods),
  step: steps,
  seed: seeds,
});

export const reducingCases: fc.Arbitrary<DescribedCase> = fc.record({
  mask: masks,
  layout: fc.constantFrom('4:2:0', '4:2:2', '4:4:0', 'unlike each other'),
  writer: fc.constant('reducing'),
  step: steps,
  seed: seeds,
});
