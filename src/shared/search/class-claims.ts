import type { Bounds } from '../forward/mcu-bounds.ts';
import { mcuBounds } from '../forward/mcu-bounds.ts';
import type { SearchedPicture } from './searched-picture.ts';

/** The MCUs that hold each class that is not in `known`, by its position in the palette; the MCUs in ascending order. */
export function claimsOfOthers(picture: SearchedPicture, known: Uint8Array): Map<number, number[]> {
  const claims = new Map<number, number[]>();
  for (const mcu of picture.edges) {
    for (const position of classesIn(picture, mcu)) {
      if (known[position] === 1) continue;
      const mcus = claims.get(position);
      if (mcus === undefined) claims.set(position, [mcu]);
      else mcus.push(mcu);
    }
  }
  return claims;
}

/** The classes of an MCU's pixels. */
export function classesIn(picture: SearchedPicture, mcu: number): Set<number> {
  const { left, top, right, bottom } = boundsIn(picture, mcu);
  const { width } = picture.input.model.image;
  const found = new Set<number>();
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) found.add(picture.labels[y * width + x]);
  }
  return found;
}

/** Whether a square of `side` pixels inside an MCU has one class. */
export function hasSquare(picture: SearchedPicture, mcu: number, square: { position: number; side: number }): boolean {
  const { left, top, right, bottom } = boundsIn(picture, mcu);
  const { side } = square;
  for (let y = top; y + side <= bottom; y++) {
    for (let x = left; x + side <= right; x++) if (isFilled(picture, { left: x, top: y }, square)) return true;
  }
  return false;
}

function isFilled(
  { labels, input }: SearchedPicture,
  at: { left: number; top: number },
  { position, side }: { position: number; side: number },
): boolean {
  for (let y = at.top; y < at.top + side; y++) {
    const line = y * input.model.image.width;
    for (let x = at.left; x < at.left + side; x++) if (labels[line + x] !== position) return false;
  }
  return true;
}

/**
 * Gives an MCU the labels that were decided, each as `replacements` says; returns whether none of them was replaced.
 */
export function copyReplaced(picture: SearchedPicture, mcu: number, replacements: Uint8Array): boolean {
  picture.keepDecided(mcu);
  const decided = picture.decidedLabels(mcu);
  const { left, top, right, bottom, width } = picture.areaOf(mcu);
  let isSame = true;
  let at = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++, at++) {
      const label = replacements[decided[at]];
      picture.labels[y * width + x] = label;
      if (label !== decided[at]) isSame = false;
    }
  }
  return isSame;
}

function boundsIn({ input }: SearchedPicture, mcu: number): Bounds {
  const { mcusWide } = input.model.image;
  return mcuBounds(input.model, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) });
}
