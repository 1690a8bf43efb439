import { photoUrl } from '../../../shared/contract/picture-urls.ts';
import type { SourceDetail } from '../../../shared/contract/source-schemas.ts';
import { confidenceUrl, originalUrl, repairedUrl } from '../../api/picture-urls.ts';
import { useProject } from '../../state/project-store.ts';
import { type ReviewPicture, reviewPictures, showReviewPicture, useReviewStore } from '../../state/review-store.ts';
import { formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { Button, SegmentedControl } from '../../ui/kit.ts';
import css from './before-after.module.css';
import { useLinkedView } from './use-linked-view.ts';

/** The original and its repaired mask side by side, at one zoom and one place. */
export function BeforeAfter({ mask }: { readonly mask: SourceDetail }) {
  const picture = useReviewStore((state) => state.picture);
  const size = { width: mask.width ?? 1, height: mask.height ?? 1 };
  const view = useLinkedView(size);
  const second = useSecondUrl(mask, picture);
  const transform = `translate(${view.x}px, ${view.y}px) scale(${view.zoom})`;
  return (
    <div className={css.viewer}>
      <div className={css.bar}>
        <SegmentedControl
          aria-label={text.review.view}
          value={picture}
          onChange={showReviewPicture}
          data={reviewPictures
            .filter((name) => name !== 'photo' || mask.photoRow !== undefined)
            .map((value) => ({ value, label: text.review[value] }))}
        />
        <div className={css.zoom}>
          <Button onClick={view.zoomOut} aria-label={text.review.zoomOut}>
            −
          </Button>
          <span className={css.factor}>{formatZoom(view.zoom)}</span>
          <Button onClick={view.zoomIn} aria-label={text.review.zoomIn}>
            +
          </Button>
          <Button onClick={view.fit}>{text.review.fit}</Button>
          <Button onClick={view.whole}>{text.review.onePixel}</Button>
        </div>
      </div>
      <div className={css.panes}>
        <Pane view={view} title={text.review.before} note={coloursThen(mask)} isFirst>
          <img
            src={originalUrl(mask)}
            alt={text.review.before}
            style={{ transform, width: size.width, height: size.height }}
            draggable={false}
          />
        </Pane>
        <Pane view={view} title={text.review[picture]} note={picture === 'after' ? coloursNow(mask) : ''}>
          {second !== undefined && (
            <img
              src={second}
              alt={text.review[picture]}
              style={{ transform, width: size.width, height: size.height }}
              draggable={false}
            />
          )}
        </Pane>
      </div>
    </div>
  );
}

const coloursThen = ({ result }: SourceDetail): string =>
  result === undefined ? '' : text.review.colours(formatCount(result.coloursBefore));
const coloursNow = ({ result }: SourceDetail): string =>
  result === undefined ? '' : text.review.colours(formatCount(result.classes.length));

function useSecondUrl(mask: SourceDetail, picture: ReviewPicture): string | undefined {
  const paletteRevision = useProject()?.paletteRevision ?? 0;
  switch (picture) {
    case 'after':
      return repairedUrl(mask, paletteRevision);
    case 'confidence':
      return confidenceUrl(mask);
    case 'photo':
      return mask.photoRow === undefined ? undefined : photoUrl(mask.photoRow.id, mask.photoRow.revision);
  }
}

function formatZoom(zoom: number): string {
  return zoom >= 1 ? `${Math.round(zoom * 10) / 10} ×` : `${Math.round(zoom * 100)} %`;
}

interface PaneProps {
  readonly view: ReturnType<typeof useLinkedView>;
  readonly title: string;
  readonly note: string;
  /** The pane that is measured. */
  readonly isFirst?: boolean;
  readonly children: React.ReactNode;
}

function Pane({ view, title, note, isFirst = false, children }: PaneProps) {
  return (
    <div
      className={css.pane}
      role="group"
      aria-label={title}
      tabIndex={0}
      {...(isFirst && { ref: view.measure })}
      {...view.handlers}
    >
      {children}
      <div className={css.caption}>
        {title} <span>{note}</span>
      </div>
    </div>
  );
}
