import { CERTAIN } from '../../decide/confidence-map.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import type { FlatMcus } from '../../forward/flat-mcus.ts';
import { mcuKinds } from '../../forward/flat-mcus.ts';
import type { ComponentModel, ForwardModel } from '../../forward/forward-model.ts';
import { mcuBounds } from '../../forward/mcu-bounds.ts';
import { SolidClasses } from '../../decide/solid-classes.ts';

/** Likelihood, times 254, of a pixel whose class the quantiser may have merged with another near it. */
const INDISTINCT_LEVEL = Math.floor(254 * 0.8);

/** Classes this near, in quantiser steps, hide whole areas of each other. */
const HOPELESS_STEPS = 0.5;

/**
 * Takes back the certainty of pixels whose class the file cannot tell from another one that is near: a group of a few
 * pixels of either would vanish in the quantiser, so that even a flat or certified MCU may hide it. Near means in the
 * MCU or the eight round it; classes less than half a step apart need not be near, for whole areas of one may hide in
 * the other.
 */
export function doubtIndistinctClasses(
  model: ForwardModel,
  decided: { readonly flats: FlatMcus; readonly labels: Labels; readonly confidence: Uint8Array },
): void {
  const partners = classesWithin(model.components, 1);
  if (partners.every((list) => list.length === 0)) return;
  const isHopeless = classesWithin(model.components, HOPELESS_STEPS).map((list) => list.length > 0);
  const { mcusWide, mcusHigh } = model.image;
  const shown = classesPerMcu(model, decided);
  const near = new Uint16Array(model.classCount + 32);
  const isNear = new Uint8Array(model.classCount);
  const isDoubtful = new Uint8Array(model.classCount);
  for (let row = 0; row < mcusHigh; row++) {
    for (let column = 0; column < mcusWide; column++) {
      const count = shown.collectNear(column, row, near);
      isNear.fill(0);
      for (let index = 0; index < count; index++) isNear[near[index]] = 1;
      let doubtful = 0;
      // The MCU's own classes are among those near it.
      for (const a of near.subarray(0, count)) {
        isDoubtful[a] = isHopeless[a] || partners[a].some((b) => isNear[b] === 1) ? 1 : 0;
        doubtful += isDoubtful[a];
      }
      if (doubtful > 0) lowerMcu(model, { column, row }, { ...decided, isDoubtful });
    }
  }
}

/** Pairs of classes, by position, that whole areas of a file cannot tell apart. */
export function findHopelessPairs(model: ForwardModel): [number, number][] {
  return classesWithin(model.components, HOPELESS_STEPS).flatMap((list, a) => {
    return list.filter((b) => b > a).map((b): [number, number] => [a, b]);
  });
}

/**
 * For each class, by position, the others that each of some components, one at least, tells from it by at most `steps` of
 * its finest quantiser step; rising.
 */
export function classesWithin(components: readonly ComponentModel[], steps: number): number[][] {
  const limits = components.map((part) => steps * finestStep(part));
  const [{ codes }] = components;
  const byCode = Array.from({ length: 256 }, (): number[] => []);
  codes.forEach((code, position) => byCode[code].push(position));
  return Array.from(codes, (code, a) => {
    const reach = Math.floor(limits[0]);
    const near = byCode.slice(Math.max(0, code - reach), code + reach + 1).flat();
    const isClose = (b: number): boolean =>
      b !== a && components.every((part, index) => Math.abs(part.codes[a] - part.codes[b]) <= limits[index]);
    return near.filter(isClose).sort((one, other) => one - other);
  });
}

/** 1 for each pair of `classesWithin` of which a picture has both, at `a * classCount + b` and the other way round. */
export function shownPairsWithin(
  components: readonly ComponentModel[],
  steps: number,
  classPixels: Uint32Array,
): Uint8Array {
  const lists = classesWithin(components, steps);
  const pairs = new Uint8Array(lists.length ** 2);
  if (lists.every((list) => list.length === 0)) return pairs;
  lists.forEach((list, a) => {
    for (const b of list) if (classPixels[a] > 0 && classPixels[b] > 0) pairs[a * lists.length + b] = 1;
  });
  return pairs;
}

/** A square of 2 x 2 samples, or one chroma sample, changes no coefficient by more than its difference in levels. */
export function finestStep({ component }: ComponentModel): number {
  return component.quantisation.reduce((least, step, k) => (k === 0 ? least : Math.min(least, step)), Infinity);
}

function classesPerMcu(
  model: ForwardModel,
  decided: { readonly flats: FlatMcus; readonly labels: Labels },
): SolidClasses {
  const { mcusWide, mcusHigh } = model.image;
  const shown = new SolidClasses(model.classCount, { wide: mcusWide, high: mcusHigh });
  for (let mcu = 0; mcu < mcusWide * mcusHigh; mcu++) {
    if (decided.flats.kinds[mcu] !== mcuKinds.edge) shown.add(mcu, decided.flats.classes[mcu]);
    else {
      eachPixel(model, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) }, (pixel) => {
        shown.add(mcu, decided.labels[pixel]);
      });
    }
  }
  return shown;
}

function lowerMcu(
  model: ForwardModel,
  mcu: { column: number; row: number },
  state: { readonly labels: Labels; readonly confidence: Uint8Array; readonly isDoubtful: Uint8Array },
): void {
  const { labels, confidence, isDoubtful } = state;
  eachPixel(model, mcu, (pixel) => {
    if (confidence[pixel] === CERTAIN && isDoubtful[labels[pixel]] === 1) confidence[pixel] = INDISTINCT_LEVEL;
  });
}

function eachPixel(model: ForwardModel, mcu: { column: number; row: number }, visit: (pixel: number) => void): void {
  const { left, top, right, bottom } = mcuBounds(model, mcu);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) visit(y * model.image.width + x);
  }
}
