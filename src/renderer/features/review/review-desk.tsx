import { useEffect, useState } from 'react';
import { shownLastPart } from '../../strings/shown-path.ts';
import type { PaletteState } from '../../../shared/contract/class-schemas.ts';
import type { ReviewMask } from '../../../shared/contract/review-schemas.ts';
import type { SourceDetail } from '../../../shared/contract/source-schemas.ts';
import { useAnswer } from '../../api/queries.ts';
import { tellLabels } from '../../state/label-revisions.ts';
import { changePaint, usePaintStore } from '../../state/paint-store.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { explainData } from '../../strings/explain.ts';
import type { Viewer } from '../../viewer/viewer.ts';
import { DecisionBar } from './decide/decision-bar.tsx';
import { gainOfIndices } from './look/class-looks.ts';
import { sourceOf } from './look/known-sources.ts';
import { LookBar } from './look/look-bar.tsx';
import { MaskView } from './look/mask-view.tsx';
import { StatusLine } from './look/status-line.tsx';
import { useClassLooks } from './look/use-class-looks.ts';
import { usePlaces } from './look/use-places.ts';
import { useReadAhead } from './look/use-read-ahead.ts';
import { useLooksOver, useObjectView } from './objects/use-object-view.ts';
import type { Painting } from './paint/current-painting.ts';
import { OperationOptions } from './paint/operation-options.tsx';
import { ToolBar } from './paint/tool-bar.tsx';
import { ToolOptions } from './paint/tool-options.tsx';
import css from './review-desk.module.css';

interface ReviewDeskProps {
  readonly file: SourceDetail;
  /** Absent where the mask has no labels. */
  readonly mask: ReviewMask | undefined;
}

/**
 * The mask on screen, what looks at it, what changes it, and what is said of it. Bars keep their heights; they stand still
 * while the answers that go with the next mask come in, one by one.
 */
export function ReviewDesk({ file, mask }: ReviewDeskProps) {
  const { data: palette } = useAnswer('classes.get', {});
  useDefaultClass(palette);
  return (
    <div className={css.desk}>
      {mask === undefined || palette === undefined || mask.row.id !== file.id ? (
        <NoLabels file={file} isKnown={file.result === undefined || file.status === 'skipped'} />
      ) : (
        <Labels file={file} mask={mask} palette={palette} />
      )}
      <DecisionBar decision={file.decision} />
    </div>
  );
}

interface LabelsProps {
  readonly file: SourceDetail;
  readonly mask: ReviewMask;
  readonly palette: PaletteState;
}

function Labels({ file, mask, palette }: LabelsProps) {
  const [viewer, setViewer] = useState<Viewer>();
  const [painting, setPainting] = useState<Painting>();
  const operation = usePaintStore((state) => state.operation);
  const { labelsRevision } = mask;
  const { id } = mask.row;
  useEffect(() => {
    // A session that began with an older answer has missed the event.
    if (painting !== undefined) tellLabels({ mask: id, labelsRevision });
  }, [painting, id, labelsRevision]);
  const source = sourceOf({ mask, palette, photo: file.photoRow });
  const objects = useObjectView(mask, source);
  const looks = useLooksOver(mask, useClassLooks(palette.classes, mask.showsIndices), palette.classes);
  const next = useReadAhead(mask.row.id, palette);
  usePlaces(viewer, mask.row.id);
  return (
    <div className={css.labels}>
      <LookBar hasPhoto={source.levelsOf('photo') > 0} />
      <div className={css.options}>
        {operation === undefined ? (
          <ToolOptions />
        ) : (
          <OperationOptions key={operation} operation={operation} painting={painting} />
        )}
      </div>
      <ToolBar />
      <MaskView
        source={source}
        name={shownLastPart(file.path)}
        hasCertificate={mask.certificate !== undefined}
        isPainted={mask.editedPixels > 0}
        originalGain={gainOfIndices(palette.classes, mask.showsIndices)}
        looks={objects?.looks ?? looks}
        objects={objects?.source}
        next={next}
        onViewer={setViewer}
        onPainting={setPainting}
      />
      <StatusLine
        viewer={viewer}
        classes={palette.classes}
        source={source}
        objects={objects?.objects}
        painting={mask.edits > 0 ? painting : undefined}
      />
    </div>
  );
}

function NoLabels({ file, isKnown }: { readonly file: SourceDetail; readonly isKnown: boolean }) {
  if (!isKnown) return <div className={css.empty} />;
  const { error } = file;
  return (
    <div className={css.empty}>
      <EmptyState
        title={
          error === undefined
            ? file.status === 'skipped'
              ? text.review.noMaskTitle
              : text.review.notRepaired
            : text.review.failed
        }
        hint={error === undefined ? undefined : explainData({ ...error, path: undefined })}
      />
    </div>
  );
}

/** Until a class is chosen, tools paint with the first that is no background. */
function useDefaultClass(palette: PaletteState | undefined): void {
  const slot = usePaintStore((state) => state.slot);
  const isKnown = palette?.classes.some((entry) => entry.slot === slot) === true;
  const first = palette?.classes.find(({ role }) => role === 'class') ?? palette?.classes[0];
  useEffect(() => {
    if (!isKnown && first !== undefined) changePaint({ slot: first.slot });
  }, [isKnown, first]);
}
