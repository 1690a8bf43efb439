/** Pixels of a tile, without a header. */
export interface ServedTile {
  readonly bytes: Uint8Array;
  /** As it stands in the URL. */
  readonly revision: string;
  readonly bytesPerLabel: 1 | 2 | undefined;
}
