import type { ProjectClass } from '../../../shared/contract/class-schemas.ts';
import type { ClassPattern } from '../../../shared/model/class-marking.ts';
import type { Rgb } from '../../../shared/model/palette.ts';
import { useAnswer } from '../../api/queries.ts';
import { text } from '../../strings/text.ts';
import { usePatternOf } from '../classes/use-pattern.ts';

/** A class as charts show it. */
export interface ShownClass {
  readonly key: number;
  readonly name: string;
  readonly rgb?: Rgb | undefined;
  readonly pattern?: ClassPattern | undefined;
}

/** Stands for pixels of no class. */
const NO_CLASS = 65_535;

/** The project's classes by slot; classes from elsewhere, where given, before them. */
export function useShownClasses(
  others: readonly (Pick<ProjectClass, 'slot' | 'marking'> & { readonly name: string; readonly rgb: Rgb })[] = [],
): (slot: number) => ShownClass {
  const { data: palette } = useAnswer('classes.get', {});
  const patternOf = usePatternOf();
  const bySlot = new Map([...(palette?.classes ?? []), ...others].map((entry) => [entry.slot, entry]));
  return (slot) => {
    const entry = bySlot.get(slot);
    if (entry === undefined) return { key: slot, name: slot === NO_CLASS ? text.measure.noClass : String(slot) };
    return { key: slot, name: entry.name, rgb: entry.rgb, pattern: patternOf(entry) };
  };
}
