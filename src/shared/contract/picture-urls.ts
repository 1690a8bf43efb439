/**
 * The pictures of a mask. `labels`: class slots, 8 or 16 bits grey; `colour` and `repaired-thumbnail`: in the classes'
 * colours; `thumbnail`: of the original.
 */
export const maskPictures = ['original', 'labels', 'colour', 'confidence', 'thumbnail', 'repaired-thumbnail'] as const;
export type MaskPicture = (typeof maskPictures)[number];

/** What a picture's URL changes with, so that it can be cached for good: the row's revision and the palette's. */
export interface PictureRevision {
  readonly revision: number;
  readonly paletteRevision: number;
}

/** Where a picture of a mask is served, below the host's origin: PNG, in coded pixels, but `thumbnail`, which is WebP. */
export function maskPictureUrl(
  id: number,
  picture: MaskPicture,
  { revision, paletteRevision }: PictureRevision,
): string {
  return `/pictures/mask/${id}/${picture}?rev=${revision}.${paletteRevision}`;
}

/** A photo in coded pixels; `size` bounds its longest side in pixels, absent for the whole. */
export function photoUrl(id: number, revision: number, size?: number): string {
  return `/pictures/photo/${id}?rev=${revision}${size === undefined ? '' : `&size=${size}`}`;
}
