import { useMemo } from 'react';
import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import type { ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import { formatHex, formatShare } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { Swatch } from '../../../ui/swatch.tsx';
import type { Viewer } from '../../../viewer/viewer.ts';
import type { Painting } from '../paint/current-painting.ts';
import { FileNumbers } from './file-numbers.ts';
import { type KnownPixel, usePixelFacts } from './use-pixel-facts.ts';
import type { ReviewSource } from './review-source.ts';
import css from './status-line.module.css';
import { ZoomControls } from './zoom-controls.tsx';

const CERTAIN = 255;

interface StatusLineProps {
  readonly viewer: Viewer | undefined;
  readonly classes: readonly ProjectClass[];
  readonly source: ReviewSource;
  /** Given where the viewer shows objects. */
  readonly objects: readonly ObjectRow[] | undefined;
  /** Given where something of the mask is painted. */
  readonly painting: Painting | undefined;
}

/** All that is known of the pixel under the pointer. */
export function StatusLine({ viewer, classes, source, objects, painting }: StatusLineProps) {
  const numbers = useMemo(() => new FileNumbers(source), [source]);
  const facts = usePixelFacts({ viewer, numbers, painting: objects === undefined ? painting : undefined });
  return (
    <div className={css.room}>
      <div className={css.line} aria-live="off">
        <span className={css.facts}>
          {facts === undefined ? text.look.noPixel : <Pixel facts={facts} classes={classes} objects={objects} />}
        </span>
        <ZoomControls viewer={viewer} />
      </div>
    </div>
  );
}

interface PixelProps extends Pick<StatusLineProps, 'classes' | 'objects'> {
  readonly facts: KnownPixel;
}

function Pixel({ facts, classes, objects }: PixelProps) {
  const { x, y, original, number, slotBefore, slot, confidence, isPainted, isAwaited } = facts;
  const rgb = original === undefined ? undefined : ([original[0], original[1], original[2]] as const);
  return (
    <>
      <span className={css.place}>{text.look.at(x, y)}</span>
      {isAwaited && (
        <span className={css.part}>
          {text.look.originally} {text.look.awaited}
        </span>
      )}
      {rgb !== undefined && (
        <span className={css.part}>
          {text.look.originally} <Swatch rgb={rgb} />{' '}
          {number === undefined ? <code>{formatHex(rgb)}</code> : text.look.numbers[number.kind](number.value)}
        </span>
      )}
      {slotBefore !== undefined && objects === undefined && (
        <span className={css.part}>
          {text.look.nearest} <ClassName slot={slotBefore} classes={classes} />
        </span>
      )}
      <span className={css.part}>
        {text.look.now}{' '}
        {objects === undefined ? (
          <ClassName slot={slot} classes={classes} />
        ) : (
          <ObjectName object={objects.find(({ number }) => number === slot)} classes={classes} />
        )}
      </span>
      {isPainted && <span className={css.part}>{text.look.painted}</span>}
      {confidence !== undefined && !isPainted && (
        <span data-uncertain={confidence < CERTAIN || undefined} className={css.part}>
          {confidence === CERTAIN ? text.look.certain : text.look.uncertain(formatShare(confidence / CERTAIN))}
        </span>
      )}
    </>
  );
}

interface ObjectNameProps {
  readonly object: ObjectRow | undefined;
  readonly classes: readonly ProjectClass[];
}

function ObjectName({ object, classes }: ObjectNameProps) {
  if (object === undefined) return text.objects.noObject;
  return (
    <>
      <ClassName slot={object.slot} classes={classes} /> {text.objects.number(object.number)}
    </>
  );
}

function ClassName({ slot, classes }: { readonly slot: number; readonly classes: readonly ProjectClass[] }) {
  const entry = classes.find((known) => known.slot === slot);
  if (entry === undefined) return text.look.unassigned;
  return (
    <>
      <Swatch rgb={entry.rgb} /> {entry.name}
    </>
  );
}
