import type { Palette } from '../../src/shared/model/palette.ts';
import { matchPalette, type PaletteMatch } from './choose-palette.ts';
import { countColours } from './colour-census.ts';
import type { Damage, DamagedMask } from './damage-mask.ts';
import type { Method } from './method.ts';
import { type Score, scoreLabelling } from './score.ts';
import type { TruthMask } from './truth-mask.ts';

/** One method on one file. */
export interface Measurement {
  readonly truth: TruthMask;
  /** Undefined for a file that somebody else damaged. */
  readonly damage: Damage | undefined;
  readonly paletteMatch: PaletteMatch;
  readonly method: string;
  readonly score: Score;
}

export interface MeasuredFile {
  readonly file: DamagedMask;
  readonly damage?: Damage;
  readonly palette: Palette;
}

/** Runs every method on one damaged file. */
export function measureFile({ file, damage, palette }: MeasuredFile, methods: readonly Method[]): Measurement[] {
  const census = countColours(file.pixels);
  const paletteMatch = matchPalette(file.truth, palette);
  return methods.map((method) => {
    const started = performance.now();
    const labelling = method.label({ damaged: file, census, palette });
    const seconds = (performance.now() - started) / 1000;
    const score = scoreLabelling(file.truth, palette, { ...labelling, seconds });
    return { truth: file.truth, damage, paletteMatch, method: method.name, score };
  });
}
