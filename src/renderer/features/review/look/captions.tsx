import { type CSSProperties, type ReactNode, useEffect, useState } from 'react';
import { useLookStore } from '../../../state/look-store.ts';
import { text } from '../../../strings/text.ts';
import type { Viewer, ViewerEvents } from '../../../viewer/viewer.ts';
import css from './captions.module.css';

interface CaptionsProps {
  readonly viewer: Viewer | undefined;
  /** The original stands beside it. */
  readonly isSideBySide: boolean;
}

/** Which part of the view, or which of its turns, is the original and which the repaired mask. */
export function Captions({ viewer, isSideBySide }: CaptionsProps) {
  const { mode, wipe } = useLookStore();
  const turn = useTurn(viewer);
  const { modes } = text.look;
  if (mode === 'wipe') return <Sides at={wipe} />;
  if (mode === 'blink') return <Caption>{modes[turn]}</Caption>;
  return isSideBySide && <Caption>{modes[mode]}</Caption>;
}

/** To the left of a line and to its right; `at`: share of the width. */
export function Sides({ at }: { readonly at: number }) {
  return (
    <>
      <Caption place={{ left: 'auto', right: `calc(${100 - 100 * at}% + 8px)` }}>{text.look.modes.original}</Caption>
      <Caption place={{ left: `calc(${100 * at}% + 8px)` }}>{text.look.modes.repaired}</Caption>
    </>
  );
}

interface CaptionProps {
  readonly children: ReactNode;
  /** Absent: the upper left corner. */
  readonly place?: CSSProperties;
}

export function Caption({ children, place }: CaptionProps) {
  return (
    <span className={css.caption} style={place}>
      {children}
    </span>
  );
}

function useTurn(viewer: Viewer | undefined): ViewerEvents['blink'] {
  const [turn, setTurn] = useState<ViewerEvents['blink']>('original');
  useEffect(() => viewer?.on('blink', setTurn), [viewer]);
  return turn;
}
