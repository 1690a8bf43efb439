import type { SourceRow } from '../../../shared/contract/source-schemas.ts';
import { shownPhotoUrl, thumbnailUrl } from '../../state/picture-urls.ts';
import css from './thumbnail.module.css';

interface ThumbnailProps {
  readonly row: SourceRow;
  readonly className?: string | undefined;
}

const PHOTO_PX = 192;

/** The small picture of a file; its place is kept while there is none. */
export function Thumbnail({ row, className }: ThumbnailProps) {
  return (
    <span className={`${css.place} ${className ?? ''}`}>
      {/* By its URL: an element that only changed its source would show the picture before until the new one is there. */}
      {row.hasThumbnail && <img key={urlOf(row)} src={urlOf(row)} alt="" decoding="async" draggable={false} />}
    </span>
  );
}

function urlOf(row: SourceRow): string {
  return row.role === 'photo' ? shownPhotoUrl(row, PHOTO_PX) : thumbnailUrl(row);
}
