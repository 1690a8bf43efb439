import type { EditOperation } from './edit-operation.ts';
import { copyLabels, type EditWindow, unassignedIn, type WindowLabels } from './edit-window.ts';
import { NearestSource } from './nearest-source.ts';

type Grow = Extract<EditOperation, { kind: 'grow' }>;
type Shrink = Extract<EditOperation, { kind: 'shrink' }>;

/**
 * Pixels of other classes at most `by` pixels from the class (Euclidean, centre to centre) become its own. Locked pixels
 * are walls: the class goes round them, not across.
 */
export function growClass(window: EditWindow, { slot, by, into }: Grow): WindowLabels {
  const labels = copyLabels(window);
  const isTaken = into && new Set(into);
  const near = new NearestSource(window, by, (pixel) => window.labels[pixel] === slot);
  near.visit((pixel) => {
    if (isTaken?.has(window.labels[pixel]) !== false) labels[pixel] = slot;
  });
  return labels;
}

/** Pixels of the class at most `by` pixels from another take that of the nearest pixel which is not locked, nor behind a lock. */
export function shrinkClass(window: EditWindow, { slot, by }: Shrink): WindowLabels {
  const labels = copyLabels(window);
  const unassigned = unassignedIn(labels);
  const canGive = (label: number): boolean => label !== slot && label !== unassigned && !window.isLocked(label);
  const near = new NearestSource(window, by, (pixel) => canGive(window.labels[pixel]));
  near.visit((pixel, source) => {
    if (window.labels[pixel] === slot) labels[pixel] = window.labels[source];
  });
  return labels;
}
