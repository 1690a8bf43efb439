import type { AreaOperation, EditPreview } from '../../../../shared/contract/review-schemas.ts';
import { useAnswer } from '../../../api/queries.ts';
import { type Operation, openOperation, usePaintStore } from '../../../state/paint-store.ts';
import { openReviewDialog, useReviewStore } from '../../../state/review-store.ts';
import { formatCount } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { IconClose } from '../../../ui/icons.ts';
import { ActionIcon, Button } from '../../../ui/kit.ts';
import type { Painting } from './current-painting.ts';
import { OverMenu } from './over-menu.tsx';
import { operationOf, useParameters } from './operation-parameters.ts';
import { MOST_SHOWN_TILES } from './label-preview.ts';
import { paintRules } from './paint-rules.ts';
import { ParameterFields } from './parameter-fields.tsx';
import { useSelectionStore } from './selection.ts';
import css from './tool-options.module.css';
import { useOpenedFocus } from './use-opened-focus.ts';
import { usePreview } from './use-preview.ts';
import { useViewPart } from './use-view-part.ts';

interface OperationOptionsProps {
  readonly operation: Operation;
  readonly painting: Painting | undefined;
}

/** Sets up an operation; what it would do is on screen all the while. */
export function OperationOptions({ operation, painting }: OperationOptionsProps) {
  const parameters = useParameters();
  const { data: palette } = useAnswer('classes.get', {});
  // What may be painted over is told to the services with the operation.
  usePaintStore((state) => state.over);
  const within = useSelectionStore((state) => state.shape);
  const hasSelected = useReviewStore((state) => state.selected.size > 0);
  const edit = operationOf(operation, parameters);
  const rules = paintRules();
  const asked: AreaOperation | undefined = edit && {
    operation: edit,
    ...(within && { within }),
    ...(rules && { rules }),
  };
  const part = useViewPart(within === undefined ? painting : undefined);
  const inView = asked && part && { ...asked, within: { kind: 'rectangle', ...part } as const };
  const { isLooking, preview, failure, keep } = usePreview(painting, inView ?? asked);
  const canApply = changed(preview) > 0 || (part !== undefined && preview !== undefined);
  const { form, confirmed } = useOpenedFocus(canApply);
  const close = (): void => {
    openOperation(undefined);
  };
  const apply = (): void => {
    if (asked === undefined || painting === undefined || !canApply) return;
    const { session } = painting;
    const done = session.act({ kind: 'operation', ...asked }, keep());
    // More was done than was shown.
    if (part !== undefined || (preview?.tiles.length ?? 0) > MOST_SHOWN_TILES) void done.then(() => session.reread());
    close();
  };
  return (
    <form
      ref={form}
      tabIndex={-1}
      className={css.options}
      aria-label={text.paint.operations[operation]}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <strong className={css.name}>{text.paint.operations[operation]}</strong>
      <ParameterFields operation={operation} />
      <OverMenu classes={palette?.classes ?? []} />
      <span className={css.info}>
        {within !== undefined && text.paint.places.selection}
        <span className={css.said} role="status" data-failed={failure !== undefined || undefined}>
          {failure?.replaceAll('\n', '. ') ?? (isLooking ? text.paint.previewing : told(preview, part !== undefined))}
        </span>
        <Button ref={confirmed} type="submit" size="compact-xs" variant="filled" disabled={!canApply}>
          {text.paint.apply}
        </Button>
        {edit !== undefined && within === undefined && (
          <Button
            size="compact-xs"
            onClick={() => {
              openReviewDialog('editAll');
            }}
          >
            {hasSelected ? text.paint.applySelected : text.paint.applyAll}
          </Button>
        )}
        <ActionIcon aria-label={text.paint.cancelOperation} title={text.paint.cancelOperation} onClick={close}>
          <IconClose size={15} />
        </ActionIcon>
      </span>
    </form>
  );
}

const changed = (preview: EditPreview | undefined): number => preview?.changedPixels ?? 0;

function told(preview: EditPreview | undefined, isOfView: boolean): string {
  if (preview === undefined) return text.paint.chooseFirst;
  const count = formatCount(changed(preview));
  if (isOfView) return text.paint.previewInView(count);
  return changed(preview) === 0 ? text.paint.previewNothing : text.paint.preview(count);
}
