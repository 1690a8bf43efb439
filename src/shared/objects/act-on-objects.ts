import type { ObjectAct } from '../contract/object-schemas.ts';
import { findRegions } from '../mask/regions.ts';
import { MaskmendError } from '../errors.ts';
import { countWithNoun } from '../words.ts';
import { UNASSIGNED_SLOT } from '../model/palette.ts';
import { MOST_SEGMENTS, NO_OBJECT, type Segment } from '../model/segment.ts';
import { fillFromAround } from './fill-from-around.ts';
import type { ObjectWindow } from './object-window.ts';

/** What an act goes by. */
export interface ObjectRules {
  readonly segments: readonly Segment[];
  /** The highest number that an object of the mask ever had. */
  readonly highest: number;
  readonly isLocked: (slot: number) => boolean;
  readonly countsAs: (slot: number) => number;
}

/** How an act changes an object; without `before` it makes it. */
export interface SegmentChange {
  readonly before?: Segment | undefined;
  readonly after: Segment;
}

/**
 * Does an act on a window, whose labels and numbers are written to. Throws not-found for an object that is not there,
 * usage for a locked class and for a removal that nothing would fill, too-large where numbers run out.
 */
export function actOnObjects(window: ObjectWindow, act: ObjectAct, rules: ObjectRules): SegmentChange[] {
  switch (act.kind) {
    case 'merge':
      return merge(window, act.numbers, rules);
    case 'split-parts':
      return splitParts(window, act, rules);
    case 'split-area':
      return splitArea(window, act.number, rules);
    case 'reassign':
      return reassign(window, act, rules);
    case 'remove':
      return remove(window, act.numbers, rules);
    case 'dissolve':
      for (const number of act.numbers) segmentOf(rules, number);
      replaceNumbers(window.numbers, new Set(act.numbers), NO_OBJECT);
      return [];
    case 'make-parts':
      return makeParts(window, act, rules);
    case 'make-area':
      return makeArea(window, act.slot, rules);
    case 'add-area':
      paintSelected(window, segmentOf(rules, act.number), rules);
      return [];
    case 'mark-crowd':
      return act.numbers.map((number) => {
        const before = segmentOf(rules, number);
        return { before, after: { ...before, isCrowd: act.isCrowd } };
      });
  }
}

function segmentOf({ segments }: ObjectRules, number: number): Segment {
  const found = segments.find((segment) => segment.number === number);
  if (found === undefined) {
    throw new MaskmendError('not-found', `the mask has no object ${number}`, { hint: 'look at the list again' });
  }
  return found;
}

function refuseLocked({ isLocked, countsAs }: ObjectRules, slot: number): void {
  if (!isLocked(countsAs(slot))) return;
  throw new MaskmendError('usage', 'the class of an object is locked', { hint: 'unlock it to change its objects' });
}

/** Gives new numbers, one after the other. */
function numbering({ highest }: ObjectRules): () => number {
  let last = highest;
  return () => {
    if (last >= MOST_SEGMENTS) {
      throw new MaskmendError('too-large', `a mask has room for ${countWithNoun(MOST_SEGMENTS, 'object')}`);
    }
    return ++last;
  };
}

function replaceNumbers(numbers: Uint16Array, wanted: ReadonlySet<number>, by: number): void {
  for (let pixel = 0; pixel < numbers.length; pixel++) if (wanted.has(numbers[pixel])) numbers[pixel] = by;
}

function merge({ numbers, labels }: ObjectWindow, chosen: readonly number[], rules: ObjectRules): SegmentChange[] {
  const [into, ...others] = chosen.map((number) => segmentOf(rules, number));
  const slot = rules.countsAs(into.slot);
  if (others.some((other) => rules.countsAs(other.slot) !== slot)) {
    for (const { slot: own } of [into, ...others]) refuseLocked(rules, own);
  }
  const wanted = new Set(others.map(({ number }) => number));
  for (let pixel = 0; pixel < numbers.length; pixel++) {
    if (!wanted.has(numbers[pixel])) continue;
    numbers[pixel] = into.number;
    labels[pixel] = slot;
  }
  return [];
}

function splitParts(
  { width, height, numbers }: ObjectWindow,
  { number, connectivity }: Extract<ObjectAct, { kind: 'split-parts' }>,
  rules: ObjectRules,
): SegmentChange[] {
  const own = segmentOf(rules, number);
  const found = findRegions({ width, height, labels: numbers }, connectivity);
  const parts = [...found.regions.entries()].filter(([, { label }]) => label === number);
  const largest = parts.reduce<number>((most, [, { pixels }]) => Math.max(most, pixels), 0);
  const stays = parts.find(([, { pixels }]) => pixels === largest)?.[0];
  const next = numbering(rules);
  const news = new Map(parts.filter(([i]) => i !== stays).map(([i]) => [i, next()]));
  renumber(numbers, found, news);
  return [...news.values()].map((made) => ({ after: { number: made, slot: own.slot, isCrowd: own.isCrowd } }));
}

/** Gives regions new numbers. */
function renumber(
  numbers: Uint16Array,
  { starts, owners }: { readonly starts: Uint32Array; readonly owners: Uint32Array },
  news: ReadonlyMap<number, number>,
): void {
  for (let i = 0; i < owners.length; i++) {
    const number = news.get(owners[i]);
    if (number !== undefined) numbers.fill(number, starts[i], starts[i + 1]);
  }
}

function splitArea({ numbers, selected }: ObjectWindow, number: number, rules: ObjectRules): SegmentChange[] {
  const own = segmentOf(rules, number);
  const made = numbering(rules)();
  let pixels = 0;
  for (let pixel = 0; pixel < numbers.length; pixel++) {
    if (numbers[pixel] !== number || selected?.[pixel] !== 1) continue;
    numbers[pixel] = made;
    pixels++;
  }
  if (pixels === 0)
    throw new MaskmendError('usage', 'the area holds nothing of the object', { hint: 'draw it over the object' });
  return [{ after: { number: made, slot: own.slot, isCrowd: own.isCrowd } }];
}

function reassign(
  { numbers, labels }: ObjectWindow,
  { numbers: chosen, slot }: Extract<ObjectAct, { kind: 'reassign' }>,
  rules: ObjectRules,
): SegmentChange[] {
  refuseLocked(rules, slot);
  const changes = chosen.map((number) => {
    const before = segmentOf(rules, number);
    if (rules.countsAs(before.slot) !== slot) refuseLocked(rules, before.slot);
    return { before, after: { ...before, slot } };
  });
  const wanted = new Set(chosen);
  for (let pixel = 0; pixel < numbers.length; pixel++) if (wanted.has(numbers[pixel])) labels[pixel] = slot;
  return changes.filter(({ before }) => before.slot !== slot);
}

function remove(window: ObjectWindow, chosen: readonly number[], rules: ObjectRules): SegmentChange[] {
  for (const number of chosen) refuseLocked(rules, segmentOf(rules, number).slot);
  const wanted = new Set(chosen);
  const isGoing = Uint8Array.from(window.numbers, (number) => (wanted.has(number) ? 1 : 0));
  const isFilled = fillFromAround(window, isGoing, (label) => label !== UNASSIGNED_SLOT && !rules.isLocked(label));
  if (!isFilled) {
    throw new MaskmendError('usage', 'nothing around the object can take its pixels', {
      hint: 'give it another class, or unlock the classes around it',
    });
  }
  return [];
}

function makeParts(
  { width, height, numbers, labels }: ObjectWindow,
  { slot, connectivity }: Extract<ObjectAct, { kind: 'make-parts' }>,
  rules: ObjectRules,
): SegmentChange[] {
  const free = Uint8Array.from(labels, (label, pixel) => (label === slot && numbers[pixel] === NO_OBJECT ? 1 : 0));
  const found = findRegions({ width, height, labels: free }, connectivity);
  const next = numbering(rules);
  const news = new Map([...found.regions.entries()].filter(([, { label }]) => label === 1).map(([i]) => [i, next()]));
  renumber(numbers, found, news);
  return [...news.values()].map((number) => ({ after: { number, slot, isCrowd: false } }));
}

function makeArea(window: ObjectWindow, slot: number, rules: ObjectRules): SegmentChange[] {
  const after = { number: numbering(rules)(), slot, isCrowd: false };
  const pixels = paintSelected(window, after, rules);
  if (pixels === 0) throw new MaskmendError('usage', 'the area holds no pixel that may be painted');
  return [{ after }];
}

function paintSelected({ numbers, labels, selected }: ObjectWindow, segment: Segment, rules: ObjectRules): number {
  const slot = rules.countsAs(segment.slot);
  refuseLocked(rules, slot);
  let pixels = 0;
  for (let pixel = 0; pixel < numbers.length; pixel++) {
    if (selected?.[pixel] !== 1 || rules.isLocked(labels[pixel])) continue;
    numbers[pixel] = segment.number;
    labels[pixel] = slot;
    pixels++;
  }
  return pixels;
}
