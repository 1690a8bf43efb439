import type { SourceRow } from '../../../shared/contract/source-schemas.ts';
import { useLabelsThumbnailUrl, useThumbnailUrl } from '../../state/picture-urls.ts';
import css from './thumbnail.module.css';

interface ThumbnailProps {
  readonly row: SourceRow;
  readonly className?: string | undefined;
}

/** The small picture of a file; its place is kept while there is none. */
export function Thumbnail({ row, className }: ThumbnailProps) {
  const url = useThumbnailUrl(row);
  return <Small id={row.id} url={row.hasThumbnail ? url : undefined} className={className} />;
}

/** The small picture of a mask's labels as they are now; of its file where it has none. */
export function LabelsThumbnail({ row, className }: ThumbnailProps) {
  const url = useLabelsThumbnailUrl(row);
  const { id, status } = row;
  if (status !== 'repaired' && status !== 'stale') return <Thumbnail row={row} className={className} />;
  return <Small id={id} url={url} className={className} />;
}

interface SmallProps extends Pick<ThumbnailProps, 'className'> {
  readonly id: number;
  readonly url: string | undefined;
}

function Small({ id, url, className }: SmallProps) {
  return (
    <span className={`${css.place} ${className ?? ''}`}>
      {/* By its file: an element that shows another one would show the one before until its picture is there. */}
      {url !== undefined && (
        <img
          key={id}
          src={url}
          alt=""
          decoding="async"
          draggable={false}
          onLoad={({ currentTarget }) => {
            showWholePixels(currentTarget);
          }}
        />
      )}
    </span>
  );
}

/** Pixels of labels are whole ones, also where a mask is smaller than its place. */
function showWholePixels(picture: HTMLImageElement): void {
  const { naturalWidth, naturalHeight, clientWidth, clientHeight } = picture;
  picture.toggleAttribute('data-enlarged', naturalWidth < clientWidth && naturalHeight < clientHeight);
}
