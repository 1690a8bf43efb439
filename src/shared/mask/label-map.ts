/**
 * The labels of a mask in coded (unrotated) pixels: row-major, origin top left, `width * height` class slots.
 * 8 bits where every slot of the mask is below 255, else 16; the highest value (255 or 65535) is "unassigned".
 */
export interface LabelMap {
  readonly width: number;
  readonly height: number;
  readonly labels: Uint8Array | Uint16Array;
}

/** A number for each pixel, laid out as a label map is: segments of a picture may be more than a label map has slots. */
export interface NumberMap {
  readonly width: number;
  readonly height: number;
  readonly labels: Uint8Array | Uint16Array | Uint32Array;
}
