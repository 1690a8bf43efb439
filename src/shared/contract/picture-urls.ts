/** The pictures of a mask. `labels`: class slots, 8 or 16 bits grey; `colour`: in the classes' colours; `thumbnail`: of the original. */
export const maskPictures = ['original', 'labels', 'colour', 'confidence', 'thumbnail', 'repaired-thumbnail'] as const;
export type MaskPicture = (typeof maskPictures)[number];

/**
 * Where a picture of a mask is served, below the host's origin; all are PNG but thumbnails, which are WebP. Give the
 * row's `revision`: pictures of one revision never change and are cached for good.
 */
export function maskPictureUrl(id: number, picture: MaskPicture, revision: number): string {
  return `/pictures/mask/${id}/${picture}?rev=${revision}`;
}

/** A photo; `size` bounds its longest side in pixels, absent for the whole. */
export function photoUrl(id: number, revision: number, size?: number): string {
  return `/pictures/photo/${id}?rev=${revision}${size === undefined ? '' : `&size=${size}`}`;
}
