import type { ObjectWindow } from './object-window.ts';

/**
 * Every pixel that goes takes class and object of the pixel nearest to it that stays (steps along rows and columns; of
 * equally near ones the first, row by row). False where there is none to take from.
 *
 * @param isGoing 1 for pixels that go.
 * @param mayGive False for classes that nothing may be taken from.
 */
export function fillFromAround(
  { width, labels, numbers }: ObjectWindow,
  isGoing: Uint8Array,
  mayGive: (slot: number) => boolean,
): boolean {
  let front: number[] = [];
  const waits = isGoing.slice();
  const take = (to: number, from: number, next: number[]): void => {
    if (waits[to] !== 1) return;
    waits[to] = 0;
    labels[to] = labels[from];
    numbers[to] = numbers[from];
    next.push(to);
  };
  const spread = (from: number, next: number[]): void => {
    const x = from % width;
    if (from >= width) take(from - width, from, next);
    if (x > 0) take(from - 1, from, next);
    if (x + 1 < width) take(from + 1, from, next);
    if (from + width < labels.length) take(from + width, from, next);
  };
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (isGoing[pixel] === 0 && mayGive(labels[pixel])) spread(pixel, front);
  }
  while (front.length > 0) {
    const next: number[] = [];
    for (const pixel of front) spread(pixel, next);
    front = next;
  }
  return !waits.includes(1);
}
