import type { ReactNode } from 'react';
import { shownName } from '../../../../shared/byte-names.ts';
import { shownLastPart } from '../../../strings/shown-path.ts';
import type { SourceRow } from '../../../../shared/contract/source-schemas.ts';
import type { Decision } from '../../../../shared/model/decision.ts';
import { formatCount, formatShare } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { IconBrush, IconCertified, IconCheck, IconClose, IconFlag, IconNote, IconSkip } from '../../../ui/icons.ts';
import { LongName } from '../../../ui/long-name.tsx';
import { LabelsThumbnail } from '../../files/thumbnail.tsx';
import css from './review-queue.module.css';

const ICON_PX = 14;
const decisionIcons: Readonly<Partial<Record<Decision, ReactNode>>> = {
  accepted: <IconCheck size={ICON_PX} />,
  rejected: <IconClose size={ICON_PX} />,
  flagged: <IconFlag size={ICON_PX} />,
  skipped: <IconSkip size={ICON_PX} />,
};

/** A mask of the queue: what it looks like, how sure it is, and what was said of it. */
export function QueuedMask({ row }: { readonly row: SourceRow }) {
  const { path, decision, edits, note } = row;
  return (
    <>
      <LabelsThumbnail row={row} className={css.picture} />
      <span className={css.words}>
        <span className={css.name} title={shownName(path)}>
          <LongName name={shownLastPart(path)} />
        </span>
        <span className={css.facts}>
          <Certainty row={row} />
        </span>
      </span>
      <span className={css.marks}>
        {edits > 0 && (
          <span title={text.review.editedMark} className={css.mark}>
            <IconBrush size={ICON_PX} aria-label={text.review.editedMark} role="img" />
          </span>
        )}
        {note !== undefined && note !== '' && (
          <span title={note} className={css.mark}>
            <IconNote size={ICON_PX} aria-label={note} role="img" />
          </span>
        )}
        {decisionIcons[decision] !== undefined && (
          <span
            role="img"
            aria-label={text.words.decision[decision]}
            title={text.words.decision[decision]}
            className={css.mark}
            data-decision={decision}
          >
            {decisionIcons[decision]}
          </span>
        )}
      </span>
    </>
  );
}

function Certainty({ row }: { readonly row: SourceRow }) {
  const { status, isCertified, certifiedShare, uncertainPixels = 0, editedPixels } = row;
  if (status === 'failed') return <span className={css.failed}>{text.words.status.failed}</span>;
  if (status === 'skipped') return <span className={css.stale}>{text.review.noMask}</span>;
  const isProved = certifiedShare === undefined || certifiedShare === 1;
  const isStale = status === 'stale';
  // What the repair is sure of tells nothing of what a person painted over it.
  if (editedPixels > 0 && isProved && uncertainPixels === 0) return text.files.painted;
  return (
    <>
      {isStale && <span className={css.stale}>{text.words.status.stale}</span>}
      {isCertified && (
        <span className={css.certified}>
          <IconCertified size={13} aria-hidden /> {text.files.certified}
        </span>
      )}
      {!isCertified && !(isStale && isProved && uncertainPixels === 0) && (
        <>
          {/* What tells masks apart comes first. In a narrow list the end of the words is cut off, not the numbers. */}
          <span className={css.uncertain}>{text.review.uncertain(formatCount(uncertainPixels))}</span>
          {certifiedShare !== undefined && (
            <span className={css.share}>{`\u00a0· ${formatShare(certifiedShare)}`}</span>
          )}
        </>
      )}
    </>
  );
}
