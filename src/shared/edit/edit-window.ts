import type { Rgb } from '../model/palette.ts';
import type { LabelField } from '../mask/regions.ts';

/**
 * The part of a mask that an operation works on, row-major, and what it may look at. Operations give new labels of the
 * whole window; `keepRules` then sees to it that only those pixels change that may.
 */
export interface EditWindow extends LabelField {
  /** Position of the window's first pixel in the mask. */
  readonly x: number;
  readonly y: number;
  /** 1 for pixels of the area; undefined: all. Pixels around it are there to be looked at. */
  readonly selected?: Uint8Array | undefined;
  /** True for classes that are left as they are. */
  readonly isLocked: (slot: number) => boolean;
  /** The source, three bytes a pixel. */
  readonly original?: Uint8Array | undefined;
  /** The classes by the colours of the source that they stand for, in the palette's order. */
  readonly colours?: readonly { readonly slot: number; readonly rgb: Rgb }[] | undefined;
  /** The labels that the repair gave. */
  readonly engine?: Uint8Array | Uint16Array | undefined;
  /** The engine's second most likely labels. */
  readonly alternative?: Uint8Array | Uint16Array | undefined;
}

/** Labels of the window's type. */
export type WindowLabels = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** A copy of the window's labels, to be changed. */
export function copyLabels({ labels }: LabelField): WindowLabels {
  return labels instanceof Uint8Array ? new Uint8Array(labels) : new Uint16Array(labels);
}

/** What stands for "unassigned" in labels of this type: the highest value. */
export function unassignedIn(labels: Uint8Array | Uint16Array): number {
  return labels instanceof Uint8Array ? 255 : 65_535;
}
