import { maskPictureUrl } from '../../shared/contract/picture-urls.ts';

interface PictureOf {
  readonly id: number;
  readonly revision: number;
}

/** A picture of the source itself: whatever becomes of the palette, it stays. */
export function originalUrl({ id, revision }: PictureOf): string {
  return maskPictureUrl(id, 'original', { revision, paletteRevision: 0 });
}

export function thumbnailUrl({ id, revision }: PictureOf): string {
  return maskPictureUrl(id, 'thumbnail', { revision, paletteRevision: 0 });
}
