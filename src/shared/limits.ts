/** Bounds that are checked on a header's promises before memory is taken. */
export interface ReadLimits {
  /** Largest picture, in pixels. */
  readonly maxPixels: number;
  /** Largest width or height, in pixels. */
  readonly maxSide: number;
  /** Largest file, in bytes. */
  readonly maxBytes: number;
}

export const defaultReadLimits: ReadLimits = {
  maxPixels: 500_000_000,
  maxSide: 65_535,
  maxBytes: 1_073_741_824,
};
