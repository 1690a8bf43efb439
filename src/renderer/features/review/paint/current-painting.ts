import type { Viewer } from '../../../viewer/viewer.ts';
import type { LabelSession } from './label-session.ts';

/** A mask that is painted in, where it is shown. */
export interface Painting {
  readonly viewer: Viewer;
  readonly session: LabelSession;
}

let current: Painting | undefined;

/** What is on screen now, for commands; undefined where no mask is shown. */
export const currentPainting = (): Painting | undefined => current;

export function setCurrentPainting(painting: Painting | undefined): void {
  current = painting;
}
