/**
 * What a viewer shows, asked for tile by tile. All of it is in coded pixels: origin top left, x right, y down, row-major.
 *
 * Tiles are squares of `tileSide` pixels; those at the right and lower border are cut off. Level L of the pyramid is
 * `ceil(width / 2^L)` by `ceil(height / 2^L)` pixels and has tiles of the same side. What a source does not deliver of
 * the higher levels, the viewer makes itself from the level below (halve-tiles.ts).
 */
export interface MaskSource {
  readonly width: number;
  readonly height: number;
  /** 1: slots 0..254, 255 unassigned. 2: slots 0..65534, 65535 unassigned. */
  readonly bytesPerLabel: 1 | 2;
  /** A power of two of at most 2048. */
  readonly tileSide: number;
  /** How many levels of a layer can be had; 0 where the layer is absent. Asked often: it answers at once. */
  levelsOf(layer: TileLayer): number;
  /**
   * One tile, of exactly the size that `tileSize` (tile-grid.ts) says. The viewer keeps what it gets and may write to it.
   * It is called anew for a tile that was dropped to save memory. Rejects with the signal's reason when aborted.
   */
  loadTile(address: TileAddress, signal: AbortSignal): Promise<TilePixels>;
  /** The state of every MCU; undefined where the mask has no certificate (a lossless source). */
  loadCertificate(signal: AbortSignal): Promise<CertificateGrid | undefined>;
  /** Size of the photo in coded pixels, where `photo` has levels; it is stretched over the mask. */
  readonly photoSize?: PixelSize | undefined;
  /** Pixels per class slot in the whole mask: where pixels are left out, the rarest class stays. */
  readonly pixelsOfSlot?: ReadonlyMap<number, number> | undefined;
}

/**
 * `labels`: class slots now, 1 or 2 bytes. `original` and `photo`: RGBA, not premultiplied. `confidence`: 255 = certain,
 * `PAINTED` = given another class by a person than by the repair.
 * `changed`: 255 where the repaired class is not the one whose colour is nearest to the original, else 0.
 */
export const tileLayers = ['labels', 'original', 'photo', 'confidence', 'changed'] as const;
export type TileLayer = (typeof tileLayers)[number];

export interface TileAddress {
  readonly layer: TileLayer;
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/** `Uint16Array` only for labels of 2 bytes; RGBA takes 4 elements per pixel. */
export type TilePixels = Uint8Array | Uint16Array;

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** `columns * rows` MCUs of `mcuWidth` by `mcuHeight` pixels from the mask's top left; each one of `certificateStates`. */
export interface CertificateGrid {
  readonly mcuWidth: number;
  readonly mcuHeight: number;
  readonly columns: number;
  readonly rows: number;
  readonly states: Uint8Array;
}

/** From best to worst; where several MCUs share a screen pixel the worst is shown. */
export const certificateStates = { flat: 0, exact: 1, near: 2, none: 3 } as const;

/** A rectangle of whole pixels. */
export interface PixelRect extends PixelSize {
  readonly x: number;
  readonly y: number;
}

/** Any set of pixels: 1 per selected pixel of the rectangle, row-major, else 0. */
export interface PixelSelection extends PixelRect {
  readonly mask: Uint8Array;
}
