import type { Labels } from '../forward/down-sampling.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { mcuViolation } from '../forward/mcu-violation.ts';

interface LevelTried {
  readonly mcus: readonly number[];
  readonly labels: Labels;
  /** Of the class in the palette, and of the component. */
  readonly position: number;
  readonly index: number;
  readonly level: number;
}

/** How many MCUs a component meets with a level of one class, which it leaves in the model. */
export function countMet(model: ForwardModel, { mcus, labels, position, index, level }: LevelTried): number {
  model.components[index].codes[position] = level;
  return mcus.filter((mcu) => missOfComponent(model, { mcu, index }, labels) === 0).length;
}

/** How far one component of an MCU's labels misses the file (`mcuViolation`). */
export function missOfComponent(
  model: ForwardModel,
  { mcu, index }: { readonly mcu: number; readonly index: number },
  labels: Labels,
): number {
  const { mcusWide } = model.image;
  const only = { ...model, components: [model.components[index]] };
  return mcuViolation(only, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) }, labels);
}

/** By class the MCUs that show it, those with most of its pixels first; of some MCUs only. */
export function mcusOfClasses(
  { image, mcuWidth, mcuHeight, classCount }: ForwardModel,
  labels: Labels,
  isToCount: (mcu: number) => boolean = () => true,
): number[][] {
  const counts = Array.from({ length: classCount }, () => new Map<number, number>());
  for (let y = 0; y < image.height; y++) {
    const first = Math.floor(y / mcuHeight) * image.mcusWide;
    for (let x = 0; x < image.width; x++) {
      const mcu = first + Math.floor(x / mcuWidth);
      if (!isToCount(mcu)) continue;
      const own = counts[labels[y * image.width + x]];
      own.set(mcu, (own.get(mcu) ?? 0) + 1);
    }
  }
  return counts.map((own) => [...own].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([mcu]) => mcu));
}
