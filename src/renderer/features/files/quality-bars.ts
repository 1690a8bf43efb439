import type { Bar } from '../../ui/bar.ts';

const BEST = 100;

/** One bar for every quality from the worst that occurs to 100, so that gaps are seen as gaps. */
export function fillQualities(bars: readonly Bar[]): readonly Bar[] {
  if (bars.length === 0) return [];
  const files = new Map(bars.map((bar) => [Number(bar.value), bar.files]));
  const worst = Math.min(...files.keys());
  return Array.from({ length: BEST - worst + 1 }, (_, place) => ({
    value: String(worst + place),
    files: files.get(worst + place) ?? 0,
  }));
}
