/**
 * A decoded picture whose sample values are exactly those of its file.
 *
 * `samples` is row-major, channels interleaved, one array element per sample, never packed: an indexed 2-bit PNG holds
 * 0..3 in a Uint8Array. Uint16Array exactly where `bitDepth` is 16.
 */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: 'indexed' | 'grey' | 'grey-alpha' | 'rgb' | 'rgba';
  readonly bitDepth: 1 | 2 | 4 | 8 | 16;
  readonly samples: Uint8Array | Uint16Array;
  /** Indexed only: 3 bytes per entry, at most 256 entries. */
  readonly colourTable?: Uint8Array | undefined;
  /** Indexed only: alpha per entry of the colour table, may be shorter than it (the rest is opaque). */
  readonly alphaTable?: Uint8Array | undefined;
}

export const channelCounts = { indexed: 1, grey: 1, 'grey-alpha': 2, rgb: 3, rgba: 4 } as const satisfies Record<
  Raster['channels'],
  number
>;
