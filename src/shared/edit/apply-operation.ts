import { MaskmendError } from '../errors.ts';
import type { EditOperation } from './edit-operation.ts';
import { copyLabels, type EditWindow, type WindowLabels } from './edit-window.ts';
import { fillHoles } from './fill-holes.ts';
import { fillRegion } from './fill-region.ts';
import { growClass, shrinkClass } from './grow-class.ts';
import { takeNearestColours } from './nearest-colours.ts';
import { keepLargest, removeIslands } from './remove-regions.ts';
import { smoothBoundaries } from './smooth-boundaries.ts';

/** Which classes may be painted over. */
export interface OverRules {
  /** Only pixels of these classes change; undefined: of all that are not locked. */
  readonly onlyOver?: ReadonlySet<number> | undefined;
}

/**
 * The window's labels after an operation: only pixels of the area change, none of a locked class, none to a locked class,
 * and only those that may be painted over. The window's labels have room for the operation's class. Throws not-found
 * where the operation goes by something that is not there.
 */
export function applyOperation(window: EditWindow, operation: EditOperation, rules: OverRules = {}): WindowLabels {
  return keepRules(window, perform(window, operation), rules);
}

function perform(window: EditWindow, operation: EditOperation): WindowLabels {
  switch (operation.kind) {
    case 'paint':
      return copyLabels(window).fill(operation.slot);
    case 'restore':
      return layer(window, window.engine, 'no labels of the repair are kept');
    case 'fill':
      return fillRegion(window, operation);
    case 'replace-class':
      return copyLabels(window).map((label) => (label === operation.from ? operation.to : label));
    case 'remove-islands':
      return removeIslands(window, operation);
    case 'keep-largest':
      return keepLargest(window, operation);
    case 'fill-holes':
      return fillHoles(window, operation);
    case 'smooth':
      return smoothBoundaries(window, operation.radius);
    case 'grow':
      return growClass(window, operation);
    case 'shrink':
      return shrinkClass(window, operation);
    case 'nearest-original':
      return takeNearestColours(window);
    case 'alternative':
      return layer(window, window.alternative, 'no second most likely labels are kept of this mask');
  }
}

function layer(window: EditWindow, labels: EditWindow['engine'], message: string): WindowLabels {
  if (labels === undefined) throw new MaskmendError('not-found', message);
  const copy = copyLabels(window);
  copy.set(labels);
  return copy;
}

/** Takes back, in place, every change that may not be. */
function keepRules(
  { labels, selected, isLocked }: EditWindow,
  changed: WindowLabels,
  { onlyOver }: OverRules,
): WindowLabels {
  const locks = new Map<number, boolean>();
  const isFixed = (slot: number): boolean => {
    let known = locks.get(slot);
    if (known === undefined) locks.set(slot, (known = isLocked(slot)));
    return known;
  };
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const before = labels[pixel];
    const after = changed[pixel];
    if (before === after) continue;
    const isAllowed = selected?.[pixel] !== 0 && !isFixed(before) && !isFixed(after) && onlyOver?.has(before) !== false;
    if (!isAllowed) changed[pixel] = before;
  }
  return changed;
}

/** How far around its area an operation looks, in pixels. */
export function marginOf(operation: EditOperation): number {
  switch (operation.kind) {
    case 'smooth':
      return operation.radius;
    case 'grow':
    case 'shrink':
      return operation.by;
    case 'remove-islands':
    case 'keep-largest':
    case 'fill-holes':
      return 1;
    case 'paint':
    case 'restore':
    case 'fill':
    case 'replace-class':
    case 'nearest-original':
    case 'alternative':
      return 0;
  }
}

/** The classes that an operation names as new ones of pixels. */
export function targetSlots(operation: EditOperation): number[] {
  switch (operation.kind) {
    case 'paint':
    case 'fill':
    case 'fill-holes':
    case 'grow':
      return [operation.slot];
    case 'replace-class':
      return [operation.to];
    case 'restore':
    case 'remove-islands':
    case 'keep-largest':
    case 'smooth':
    case 'shrink':
    case 'nearest-original':
    case 'alternative':
      return [];
  }
}
