import type { Rgb } from '../model/palette.ts';

/** The nearest of some colours, at most `reach` away in RGB, by position; -1 where there is none. Each is looked for once. */
export function nearestColourOf(colours: readonly Rgb[], reach = Infinity): (packed: number) => number {
  const known = new Map<number, number>();
  return (packed) => {
    const before = known.get(packed);
    if (before !== undefined) return before;
    let position = -1;
    let least = Infinity;
    colours.forEach(([red, green, blue], index) => {
      const distance =
        (red - (packed >> 16)) ** 2 + (green - ((packed >> 8) & 255)) ** 2 + (blue - (packed & 255)) ** 2;
      if (distance <= reach ** 2 && distance < least) [least, position] = [distance, index];
    });
    known.set(packed, position);
    return position;
  };
}
