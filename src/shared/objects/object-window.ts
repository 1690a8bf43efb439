/** A part of a mask that holds all that an act is about, and a pixel around it where there is one; row-major. */
export interface ObjectWindow {
  readonly width: number;
  readonly height: number;
  /** Classes, merged ones as those they count as; 65535 is unassigned. Acts write here. */
  readonly labels: Uint16Array;
  /** The object each pixel belongs to, 0 for none. Acts write here. */
  readonly numbers: Uint16Array;
  /** 1 for the pixels of the act's area; undefined where it has none. */
  readonly selected: Uint8Array | undefined;
}
