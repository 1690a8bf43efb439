import type { Viewer } from '../../../viewer/viewer.ts';

let current: Viewer | undefined;

/** The viewer on screen, which commands act on; undefined where there is none. */
export function setCurrentViewer(viewer: Viewer | undefined): void {
  current = viewer;
}

/** Does something with the viewer, where one is on screen. */
export function onView(act: (viewer: Viewer) => void): void {
  if (current !== undefined) act(current);
}
