import type { Rgb } from '../model/palette.ts';

/** Whether no two of some colours are nearer than `least` in RGB. */
export function areApart(colours: readonly Rgb[], least: number): boolean {
  return colours.every((a, index) => {
    return colours.every((b, other) => other <= index || Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) >= least);
  });
}
