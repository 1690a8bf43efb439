import { maskPictureUrl, photoUrl } from '../../shared/contract/picture-urls.ts';
import type { SourceRow } from '../../shared/contract/source-schemas.ts';
import { ownerOf, useProjectStore } from './project-store.ts';

interface PictureOf {
  readonly id: number;
  readonly revision: number;
}

/** A picture of the source itself: whatever becomes of the palette, it stays. */
export function originalUrl({ id, revision }: PictureOf): string {
  return maskPictureUrl(ownerOf(id), 'original', { revision, paletteRevision: 0 });
}

const PHOTO_PX = 192;

/** The small picture of a file; where levels of grey stand for classes, in the colours that these have now. */
export function useThumbnailUrl({ id, role, revision, isGrey }: SourceRow): string {
  const paletteRevision = usePaletteRevision(isGrey);
  if (role === 'photo') return photoUrl(ownerOf(id), revision, PHOTO_PX);
  return maskPictureUrl(ownerOf(id), 'thumbnail', { revision, paletteRevision });
}

/** The labels of a mask made small, as they are now. */
export function useLabelsThumbnailUrl({ id, labelsRevision }: SourceRow): string {
  const paletteRevision = usePaletteRevision(true);
  return maskPictureUrl(ownerOf(id), 'repaired-thumbnail', { revision: labelsRevision, paletteRevision });
}

/** That of the palette where a picture goes with it, else 0. */
function usePaletteRevision(isWanted: boolean): number {
  return useProjectStore((state) => (isWanted ? (state.project?.paletteRevision ?? 0) : 0));
}

export function shownPhotoUrl({ id, revision }: PictureOf, longestSidePx: number): string {
  return photoUrl(ownerOf(id), revision, longestSidePx);
}
