import type { EditOperation } from './edit-operation.ts';
import { copyLabels, type EditWindow, unassignedIn, type WindowLabels } from './edit-window.ts';
import { eachTouching, findRegions, type Regions } from '../mask/regions.ts';

type Islands = Extract<EditOperation, { kind: 'remove-islands' }>;
type Largest = Extract<EditOperation, { kind: 'keep-largest' }>;

/** Connected places of fewer pixels than asked for go to what surrounds them. */
export function removeIslands(window: EditWindow, { slot, below, connectivity }: Islands): WindowLabels {
  const found = findRegions(window, connectivity);
  const isGoing = found.regions.map(({ label, pixels }) => pixels < below && (slot === undefined || label === slot));
  return giveAway(window, found, isGoing);
}

/** All places of the class but the largest, of equal ones the first, go to what surrounds them. */
export function keepLargest(window: EditWindow, { slot, connectivity }: Largest): WindowLabels {
  const found = findRegions(window, connectivity);
  let largest = -1;
  for (const [i, { label, pixels }] of found.regions.entries()) {
    if (label === slot && (largest < 0 || pixels > found.regions[largest].pixels)) largest = i;
  }
  const isGoing = found.regions.map(({ label }, i) => label === slot && i !== largest);
  return giveAway(window, found, isGoing);
}

/**
 * Regions that lie wholly in the area take the label with which they share most of their outline: of regions that stay
 * first, then, from the outside in, of those that have found theirs.
 */
function giveAway(window: EditWindow, found: Regions, isGoing: boolean[]): WindowLabels {
  keepWhatCannotGo(window, found, isGoing);
  const newLabels = settle(window, { found, isGoing });
  const labels = copyLabels(window);
  for (let i = 0; i < found.owners.length; i++) {
    const label = newLabels[found.owners[i]];
    if (isGoing[found.owners[i]] && label >= 0) labels.fill(label, found.starts[i], found.starts[i + 1]);
  }
  return labels;
}

/** A place that reaches out of the area may be larger than it looks; one of a locked class stays. */
function keepWhatCannotGo({ selected, isLocked }: EditWindow, found: Regions, isGoing: boolean[]): void {
  for (const [i, { label }] of found.regions.entries()) if (isLocked(label)) isGoing[i] = false;
  if (selected === undefined) return;
  for (let i = 0; i < found.owners.length; i++) {
    if (isGoing[found.owners[i]] && selected.subarray(found.starts[i], found.starts[i + 1]).includes(0)) {
      isGoing[found.owners[i]] = false;
    }
  }
}

/** Lengths of the outlines that pairs of regions share, for regions that go. */
function sharedOutlines(found: Regions, isGoing: readonly boolean[]): Map<number, Map<number, number>> {
  const { width, starts, rowStarts, owners } = found;
  const shared = new Map<number, Map<number, number>>();
  const add = (region: number, other: number, length: number): void => {
    if (!isGoing[region]) return;
    const own = shared.get(region) ?? new Map<number, number>();
    shared.set(region, own.set(other, (own.get(other) ?? 0) + length));
  };
  const meet = (a: number, b: number, length: number): void => {
    if (owners[a] === owners[b] || length === 0) return;
    add(owners[a], owners[b], length);
    add(owners[b], owners[a], length);
  };
  eachTouching(width, { starts, rowStarts, reach: 0 }, meet);
  for (let row = 0; row + 1 < rowStarts.length; row++) {
    for (let i = rowStarts[row] + 1; i < rowStarts[row + 1]; i++) meet(i - 1, i, 1);
  }
  return shared;
}

function settle(
  window: EditWindow,
  { found, isGoing }: { readonly found: Regions; readonly isGoing: readonly boolean[] },
): Int32Array {
  const outlines = sharedOutlines(found, isGoing);
  const unassigned = unassignedIn(window.labels);
  const newLabels = Int32Array.from(found.regions, ({ label }, i) => {
    return isGoing[i] || window.isLocked(label) || label === unassigned ? -1 : label;
  });
  let waiting = [...outlines.keys()];
  while (waiting.length > 0) {
    const settled = waiting.map((region) => [region, mostShared(outlines.get(region), newLabels)] as const);
    for (const [region, label] of settled) if (label >= 0) newLabels[region] = label;
    const left = settled.filter(([, label]) => label < 0).map(([region]) => region);
    if (left.length === waiting.length) break;
    waiting = left;
  }
  return newLabels;
}

/** The label with the longest outline, of equal ones the lowest; -1 where no neighbour has one to give. */
function mostShared(neighbours: ReadonlyMap<number, number> | undefined, newLabels: Int32Array): number {
  const lengths = new Map<number, number>();
  for (const [other, length] of neighbours ?? []) {
    const label = newLabels[other];
    if (label >= 0) lengths.set(label, (lengths.get(label) ?? 0) + length);
  }
  let best = -1;
  for (const [label, length] of lengths) {
    const most = lengths.get(best) ?? 0;
    if (length > most || (length === most && label < best)) best = label;
  }
  return best;
}
