import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { shownName } from '../../../shared/byte-names.ts';
import type { SourceRow } from '../../../shared/contract/source-schemas.ts';
import type { Rgb } from '../../../shared/model/palette.ts';
import { call } from '../../api/client.ts';
import { originalUrl } from '../../state/picture-urls.ts';
import { useAnswer } from '../../api/queries.ts';
import { closeEyedropper, type Eyedropper, useClassesStore } from '../../state/classes-store.ts';
import { useFilesStore } from '../../state/files-store.ts';
import { formatHex } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { Button, Modal, Select } from '../../ui/kit.ts';
import { Swatch } from '../../ui/swatch.tsx';
import { attempt } from '../../ui/tell.tsx';
import css from './eyedropper-dialog.module.css';

const OFFERED = 500;

/** Takes a colour from a pixel of any mask of the project. */
export function EyedropperDialog() {
  const eyedropper = useClassesStore((state) => state.eyedropper);
  if (eyedropper === undefined) return null;
  return (
    <Modal
      opened
      size={820}
      title={text.classes.eyedropperTitle}
      onClose={closeEyedropper}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <Chooser eyedropper={eyedropper} />
    </Modal>
  );
}

function Chooser({ eyedropper }: { readonly eyedropper: Eyedropper }) {
  const { data } = useAnswer('sources.list', {
    filter: { role: 'mask' },
    sort: { by: 'name', direction: 'ascending' },
    offset: 0,
    limit: OFFERED,
  });
  const shown = useFilesStore((state) => state.cursorId);
  const [chosen, setChosen] = useState<number>();
  const rows = data?.rows.filter(({ width }) => width !== undefined) ?? [];
  const row = rows.find(({ id }) => id === (chosen ?? shown)) ?? rows[0];
  return (
    <>
      <Select
        searchable
        aria-label={text.classes.eyedropperMask}
        value={row === undefined ? null : String(row.id)}
        data={rows.map(({ id, path }) => ({ value: String(id), label: shownName(path) }))}
        onChange={(value) => {
          setChosen(Number(value));
        }}
      />
      {row !== undefined && <Pixels key={row.id} row={row} eyedropper={eyedropper} />}
    </>
  );
}

interface PixelsProps {
  readonly row: SourceRow;
  readonly eyedropper: Eyedropper;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function Pixels({ row, eyedropper }: PixelsProps) {
  const { width = 1, height = 1 } = row;
  const [at, setAt] = useState<Point>({ x: Math.floor(width / 2), y: Math.floor(height / 2) });
  const rgb = useColourAt(row.id, at);
  const picture = useRef<HTMLImageElement>(null);
  const move = ({ x, y }: Point): void => {
    setAt({ x: clamp(x, width), y: clamp(y, height) });
  };
  const take = (): void => {
    if (rgb === undefined) return;
    closeEyedropper();
    eyedropper.onColour(rgb);
  };
  const onClick = ({ clientX, clientY }: MouseEvent): void => {
    const box = picture.current?.getBoundingClientRect();
    if (box === undefined) return;
    move({ x: ((clientX - box.left) / box.width) * width, y: ((clientY - box.top) / box.height) * height });
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step !== undefined) move({ x: at.x + step.x * strideOf(event), y: at.y + step.y * strideOf(event) });
    else if (event.key === 'Enter') take();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div
        className={css.room}
        role="application"
        aria-label={text.classes.eyedropperHint}
        tabIndex={0}
        onClick={onClick}
        onKeyDown={onKey}
      >
        <div className={css.picture}>
          <img ref={picture} src={originalUrl(row)} alt={shownName(row.path)} draggable={false} />
          <span
            className={css.cross}
            style={{ left: `${(100 * (at.x + 0.5)) / width}%`, top: `${(100 * (at.y + 0.5)) / height}%` }}
          />
        </div>
      </div>
      <div className={css.footer}>
        <span className={css.hint}>{text.classes.eyedropperHint}</span>
        <span>{text.classes.eyedropperAt(at.x, at.y)}</span>
        {rgb !== undefined && <Swatch rgb={rgb} />}
        <Button variant="filled" disabled={rgb === undefined} onClick={take}>
          {text.classes.take(rgb === undefined ? '' : formatHex(rgb))}
        </Button>
      </div>
    </>
  );
}

const steps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const LONG_STRIDE_PX = 16;

const strideOf = ({ shiftKey }: KeyboardEvent): number => (shiftKey ? LONG_STRIDE_PX : 1);
const clamp = (value: number, size: number): number => Math.max(0, Math.min(size - 1, Math.floor(value)));

/** The exact colour, from the file itself: a browser may have changed it on the way to the screen. */
function useColourAt(file: number, { x, y }: Point): Rgb | undefined {
  const [told, setTold] = useState<Point & { readonly rgb: Rgb | undefined }>();
  useEffect(() => {
    let isWanted = true;
    void attempt(text.common.actionFailed, () => call('classes.colourAt', { file, x, y })).then((answer) => {
      if (isWanted) setTold({ x, y, rgb: answer?.rgb });
    });
    return () => {
      isWanted = false;
    };
  }, [file, x, y]);
  // Until the answer is there, the colour is that of the pixel before, and no answer.
  return told?.x === x && told.y === y ? told.rgb : undefined;
}
