import { maskPictureUrl, photoUrl } from '../../shared/contract/picture-urls.ts';
import { ownerOf } from './project-store.ts';

interface PictureOf {
  readonly id: number;
  readonly revision: number;
}

/** A picture of the source itself: whatever becomes of the palette, it stays. */
export function originalUrl({ id, revision }: PictureOf): string {
  return maskPictureUrl(ownerOf(id), 'original', { revision, paletteRevision: 0 });
}

export function thumbnailUrl({ id, revision }: PictureOf): string {
  return maskPictureUrl(ownerOf(id), 'thumbnail', { revision, paletteRevision: 0 });
}

export function shownPhotoUrl({ id, revision }: PictureOf, longestSidePx: number): string {
  return photoUrl(ownerOf(id), revision, longestSidePx);
}
