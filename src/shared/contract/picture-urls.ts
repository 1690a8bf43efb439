/**
 * The pictures of a mask. `labels`: class slots, 8 or 16 bits grey; `colour` and `repaired-thumbnail`: in the classes'
 * colours; `thumbnail`: of the original, levels of grey that stand for classes in these' colours.
 */
export const maskPictures = ['original', 'labels', 'colour', 'confidence', 'thumbnail', 'repaired-thumbnail'] as const;
export type MaskPicture = (typeof maskPictures)[number];

/**
 * A file of the project that is open. `opening` is that of the project's info: numbers and revisions begin anew in every
 * project, and a cache must not give a picture of one for that of another.
 */
export interface PictureOwner {
  readonly id: number;
  readonly opening: string;
}

/** The parameter that names the opening; what is asked for without it is never cached. */
export const openingParameter = 'of';

const query = ({ opening }: PictureOwner, revision: string | number): string =>
  `?${openingParameter}=${opening}&rev=${revision}`;

/**
 * What a picture's URL changes with, so that it can be cached for good: the row's revision (of `labels`, `colour` and
 * `repaired-thumbnail` its `labelsRevision`) and the palette's, of a `thumbnail` where the row is grey.
 */
export interface PictureRevision {
  readonly revision: number;
  readonly paletteRevision: number;
}

/** Where a picture of a mask is served, below the host's origin: PNG, in coded pixels, but `thumbnail`, which may be WebP. */
export function maskPictureUrl(
  owner: PictureOwner,
  picture: MaskPicture,
  { revision, paletteRevision }: PictureRevision,
): string {
  return `/pictures/mask/${owner.id}/${picture}${query(owner, `${revision}.${paletteRevision}`)}`;
}

/** A photo in coded pixels; `size` bounds its longest side in pixels, absent for the whole. */
export function photoUrl(owner: PictureOwner, revision: number, size?: number): string {
  return `/pictures/photo/${owner.id}${query(owner, revision)}${size === undefined ? '' : `&size=${size}`}`;
}

/**
 * What of a mask is served tile by tile, in coded pixels, row-major, without a header:
 * - `labels`: class slots as they are now, merged classes as the class they count as; `engine-labels`: as the repair gave
 *   them, without edits. 1 byte a pixel where no slot of the tile exceeds 254 (255: unassigned), else 2
 *   (little-endian; 65535: unassigned): told by the length, and by the answer's header `x-bytes-per-label`.
 * - `objects`: the number of the object that each pixel belongs to, 0 for none; bytes as for labels.
 * - `changed`: 1 byte a pixel, 255 where the class is not the one whose colour in the source is nearest to the source's
 *   own, else 0; reduced so that changes do not vanish.
 * - `confidence`: 1 byte a pixel, 255 = certain, 254 (`PAINTED`) where a person gave another class than the repair.
 * - `original`: the source as other programs decode it, 4 bytes a pixel (RGBA).
 * - `numbers`: of a source whose pixels are levels of grey or indices of a colour table (`numbers` of `review.mask`), these
 *   as they stand in the file; level 0 only, bytes as for labels.
 */
export const tileLayers = [
  'labels',
  'engine-labels',
  'objects',
  'changed',
  'confidence',
  'original',
  'numbers',
] as const;
export type TileLayer = (typeof tileLayers)[number];

/**
 * A tile of the pyramid, see `TILE_SIDE` and `tileLevels` of mask/tile-grid.ts. Level 0 is the mask itself; level L has `ceil(side / 2^L)` pixels a side, down to the first level
 * that one tile holds. Of the pixels that one stands for, labels show the class that the repair found rarest in the whole
 * mask (classes it did not find at all come first), so that thin classes do not vanish; confidence shows the least
 * certain, the original the mean.
 */
export interface TileAddress {
  readonly level: number;
  readonly row: number;
  readonly column: number;
}

/**
 * Where a tile is served, below the host's origin. The answer may be cached for good where `revision` is the current one;
 * else it holds what is there now, uncached, its revision in the header `x-revision`. For labels, engine labels and objects that
 * is `<labelsRevision>.<paletteRevision>` (`labelTileRevision`), for confidence `<revision>.<labelsRevision>`
 * (`confidenceTileRevision`), for the others the row's `revision`.
 */
export function maskTileUrl(
  owner: PictureOwner,
  layer: TileLayer,
  { level, row, column }: TileAddress,
  revision: string | number,
): string {
  return `/pictures/mask/${owner.id}/tiles/${layer}/${level}/${row}/${column}${query(owner, revision)}`;
}

/** The revision in the URLs of label tiles. */
export function labelTileRevision(labelsRevision: number, paletteRevision: number): string {
  return `${labelsRevision}.${paletteRevision}`;
}

/** The revision in the URLs of confidence tiles. */
export function confidenceTileRevision(revision: number, labelsRevision: number): string {
  return `${revision}.${labelsRevision}`;
}

/** In tiles of confidence: of what a person painted, the repair's certainty tells nothing. */
export const PAINTED = 254;

/**
 * The certificate: one byte a block, row by row, bits of `blockStates` (forward/block-states.ts); how many there are,
 * `review.mask` tells. 404 where none is kept.
 */
export function certificateUrl(owner: PictureOwner, revision: number): string {
  return `/pictures/mask/${owner.id}/certificate${query(owner, revision)}`;
}

/** In the source, and as the repair gave it. */
export const edgeSides = ['before', 'after'] as const;
export type EdgeSide = (typeof edgeSides)[number];

/** A place where classes meet, as PNG; 204 where none do. */
export function edgeUrl(owner: PictureOwner, side: EdgeSide, { revision, paletteRevision }: PictureRevision): string {
  return `/pictures/mask/${owner.id}/edge-${side}${query(owner, `${revision}.${paletteRevision}`)}`;
}

/** A class in white on black, as PNG. */
export function classMaskUrl(owner: PictureOwner, slot: number, labelsRevision: number): string {
  return `/pictures/mask/${owner.id}/class-mask/${slot}${query(owner, labelsRevision)}`;
}

/** The pixels of a class, or of the connected place of it at a pixel, cut out of the photo: a PNG with transparency. */
export function cutoutUrl(
  owner: PictureOwner,
  { slot, at }: { readonly slot: number; readonly at?: readonly [number, number] | undefined },
  labelsRevision: number,
): string {
  const place = at === undefined ? '' : `&x=${at[0]}&y=${at[1]}`;
  return `/pictures/mask/${owner.id}/cutout/${slot}${query(owner, labelsRevision)}${place}`;
}

/** An object in white on black, as PNG. */
export function objectMaskUrl(owner: PictureOwner, number: number, labelsRevision: number): string {
  return `/pictures/mask/${owner.id}/object-mask/${number}${query(owner, labelsRevision)}`;
}

/** The pixels of an object cut out of the photo: a PNG with transparency. */
export function objectCutoutUrl(owner: PictureOwner, number: number, labelsRevision: number): string {
  return `/pictures/mask/${owner.id}/object-cutout/${number}${query(owner, labelsRevision)}`;
}
