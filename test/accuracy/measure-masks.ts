import { choosePalette, type PaletteChoice } from './choose-palette.ts';
import { canDamage, type Damage, damageMask } from './damage-mask.ts';
import { type Measurement, measureFile } from './measurement.ts';
import type { Method } from './method.ts';
import type { TruthMask } from './truth-mask.ts';

export interface MaskGroup {
  /** The masks that are measured, all of one data set. */
  readonly measured: readonly TruthMask[];
  /** Every mask of the data set: what a person has in the folder. */
  readonly dataset: readonly TruthMask[];
}

export interface Measuring {
  readonly damages: readonly Damage[];
  readonly palette: PaletteChoice;
  readonly methods: readonly Method[];
}

/** Damages and relabels the masks of one data set in every way asked for. */
export async function measureGroup({ measured, dataset }: MaskGroup, measuring: Measuring): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const damage of measuring.damages) {
    const fitting = measured.filter((truth) => canDamage(truth, damage));
    if (fitting.length === 0) continue;
    const paletteFor = await choosePalette(measuring.palette, dataset, damage);
    for (const truth of fitting) {
      const file = await damageMask(truth, damage);
      measurements.push(...measureFile({ file, damage, palette: paletteFor(truth) }, measuring.methods));
    }
  }
  return measurements;
}
