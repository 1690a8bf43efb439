import { useEffect, useMemo, useRef, useState } from 'react';
import type { ProjectClass } from '../../../../shared/contract/class-schemas.ts';
import type { ObjectRow } from '../../../../shared/contract/object-schemas.ts';
import { formatHex, formatShare } from '../../../strings/format.ts';
import { text } from '../../../strings/text.ts';
import { Swatch } from '../../../ui/swatch.tsx';
import type { PixelFacts, PixelPoint, Viewer } from '../../../viewer/viewer.ts';
import type { Painting } from '../paint/current-painting.ts';
import { type FileNumber, FileNumbers } from './file-numbers.ts';
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
  const { x, y, original, number, slotBefore, slot, confidence, isPainted } = facts;
  const rgb = original === undefined ? undefined : ([original[0], original[1], original[2]] as const);
  return (
    <>
      <span className={css.place}>{text.look.at(x, y)}</span>
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

/** What is painted shows after so long at the latest. */
const RENEW_MS = 150;

interface KnownPixel extends PixelFacts {
  /** A person gave it another class than the repair: how certain that was tells nothing of it. */
  readonly isPainted: boolean;
  /** What the file has in place of a colour. */
  readonly number: FileNumber | undefined;
}

interface PixelReaders {
  readonly viewer: Viewer;
  readonly numbers: FileNumbers;
  readonly painting: Painting | undefined;
}

async function readPixel(
  { viewer, numbers, painting }: PixelReaders,
  point: PixelPoint,
  signal: AbortSignal,
): Promise<KnownPixel> {
  const facts = await viewer.pixelAt(point, signal);
  const [repaired, number] = await Promise.all([
    painting?.session.readRepaired({ x: facts.x, y: facts.y, width: 1, height: 1 }),
    // What cannot be read the viewer tells; the colour is known without it.
    numbers.at(facts).catch(() => undefined),
  ]);
  signal.throwIfAborted();
  return { ...facts, number, isPainted: repaired !== undefined && repaired[0] !== facts.slot };
}

interface KnownReaders extends Omit<PixelReaders, 'viewer'> {
  readonly viewer: Viewer | undefined;
}

/** The pixel under the pointer; while it is asked for, the one before stands. */
function usePixelFacts({ viewer, numbers, painting }: KnownReaders): KnownPixel | undefined {
  const [facts, setFacts] = useState<KnownPixel>();
  const now = useRef({ numbers, painting });
  useEffect(() => {
    now.current = { numbers, painting };
  }, [numbers, painting]);
  useEffect(() => {
    if (viewer === undefined) return;
    let abort = new AbortController();
    let point: PixelPoint | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (): void => {
      clearTimeout(timer);
      timer = undefined;
      abort.abort();
      abort = new AbortController();
      if (point === undefined) setFacts(undefined);
      else readPixel({ viewer, ...now.current }, point, abort.signal).then(setFacts, () => undefined);
    };
    const ends = [
      viewer.on('hover', (next) => {
        point = next;
        read();
      }),
      viewer.on('picture', () => {
        if (point !== undefined) timer ??= setTimeout(read, RENEW_MS);
      }),
    ];
    return () => {
      clearTimeout(timer);
      abort.abort();
      for (const end of ends) end();
      setFacts(undefined);
    };
  }, [viewer]);
  return facts;
}
