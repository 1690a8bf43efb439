/** Beyond so many pixels the second most likely labels are not kept: the file is in doubt nearly everywhere. */
export const MOST_SECONDS = 4_000_000;

/** The labels that pixels had most often besides their own, as positions in the palette. */
export interface SecondLabels {
  readonly pixels: readonly number[];
  readonly labels: readonly number[];
}

/** Collects the second most likely labels of single pixels. */
export class SecondLabelList implements SecondLabels {
  readonly pixels: number[] = [];
  readonly labels: number[] = [];

  add(pixel: number, label: number): void {
    if (this.pixels.length >= MOST_SECONDS) return;
    this.pixels.push(pixel);
    this.labels.push(label);
  }
}

/** What several threads have collected; undefined where together they were too many to be kept. */
export function joinSeconds(lists: readonly SecondLabels[]): SecondLabels | undefined {
  if (lists.length === 1) return lists[0].pixels.length < MOST_SECONDS ? lists[0] : undefined;
  if (lists.reduce((sum, { pixels }) => sum + pixels.length, 0) >= MOST_SECONDS) return undefined;
  return { pixels: lists.flatMap(({ pixels }) => pixels), labels: lists.flatMap(({ labels }) => labels) };
}
