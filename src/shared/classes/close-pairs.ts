import type { ClosePair } from '../contract/class-schemas.ts';
import { flatStep } from '../jpeg/ijg-quality.ts';
import { rgbToYcbcr } from '../jpeg/ycbcr.ts';
import type { Palette, PaletteClass } from '../model/palette.ts';
import { channelDistance } from '../palette/channel-distance.ts';

/** Pairs are looked at one by one: beyond this many classes (instances) near colours are no news and cost too much. */
const MOST_CLASSES = 1000;
/** At a boundary a class's colour is blurred over this many quantiser steps. */
const RISKY_STEPS = 3;
const MOST_PAIRS = 200;

/**
 * Pairs of classes that JPEG of a quality makes hard to tell apart, the worst first: `same` colour; `hopeless`, nearer
 * than one quantiser step of a flat area in luma and in chroma; `risky`, nearer than three.
 */
export function closePairs({ classes, coding }: Palette, quality: number): ClosePair[] {
  if (coding !== 'colour' || classes.length > MOST_CLASSES) return [];
  const pairs = classes.flatMap((a, place) =>
    classes.slice(place + 1).flatMap((b) => {
      const pair = comparePair(a, b, quality);
      return pair === undefined ? [] : [pair];
    }),
  );
  return pairs.toSorted((a, b) => a.distance - b.distance).slice(0, MOST_PAIRS);
}

function comparePair(a: PaletteClass, b: PaletteClass, quality: number): ClosePair | undefined {
  const distance = channelDistance(a.rgb, b.rgb);
  const named = `"${a.name}" and "${b.name}"`;
  if (distance === 0) {
    return {
      a: a.slot,
      b: b.slot,
      distance,
      danger: 'same',
      text: `${named} have one colour: the first gets every pixel`,
    };
  }
  const steps = stepsApart(a, b, quality);
  if (steps >= RISKY_STEPS) return undefined;
  const danger = steps < 1 ? 'hopeless' : 'risky';
  const text =
    danger === 'hopeless'
      ? `${named} fall together in a JPEG of quality ${quality}`
      : `${named} are ${distance} levels apart, which a JPEG of quality ${quality} blurs at boundaries`;
  return { a: a.slot, b: b.slot, distance, danger, text };
}

/** How many quantiser steps of a flat area two colours are apart in the component that tells them apart best. */
function stepsApart(a: PaletteClass, b: PaletteClass, quality: number): number {
  const [left, right] = [rgbToYcbcr(a.rgb), rgbToYcbcr(b.rgb)];
  const steps = left.map((level, place) => {
    return Math.abs(level - right[place]) / flatStep(place === 0 ? 'luma' : 'chroma', quality);
  });
  return Math.max(...steps);
}
