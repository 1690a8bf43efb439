import { useEffect, useRef, useState } from 'react';
import { explain } from '../../../strings/explain.ts';
import type { Painting } from './current-painting.ts';
import { LabelPreview } from './label-preview.ts';

interface PreviewOptions<Asked, Preview> {
  /** Where it is shown; undefined: nowhere. */
  readonly painting: Painting | undefined;
  /** What is tried; undefined: nothing. Equal ones are one. */
  readonly asked: Asked | undefined;
  /** How long it must stay the same before it is tried. */
  readonly settleMs: number;
  /** Tries it and shows it; undefined where it was overtaken. Is not asked again when it becomes another function. */
  readonly show: (asked: Asked, shown: LabelPreview, signal: AbortSignal) => Promise<Preview | undefined>;
  /** It is off the screen again. */
  readonly onEnd?: () => void;
}

interface PreviewState<Preview> {
  readonly isLooking: boolean;
  /** While another one is looked for: the one before. */
  readonly preview: Preview | undefined;
  readonly failure: string | undefined;
}

const nothing: PreviewState<never> = { isLooking: false, preview: undefined, failure: undefined };

/**
 * Shows in the picture what something would do, for as long as it is asked for; `keep` leaves it there, up to the patch
 * that it gives, as it is about to be done.
 */
export function useShownPreview<Asked, Preview>({
  painting,
  asked,
  settleMs,
  show,
  onEnd,
}: PreviewOptions<Asked, Preview>) {
  const [state, setState] = useState<PreviewState<Preview>>(nothing);
  const current = useRef<LabelPreview>(undefined);
  const latest = useRef({ show, onEnd });
  useEffect(() => {
    latest.current = { show, onEnd };
  });
  const key = asked === undefined ? undefined : JSON.stringify(asked);
  useEffect(() => {
    if (painting === undefined || key === undefined) {
      setState(nothing);
      return;
    }
    const shown = new LabelPreview(painting);
    const abort = new AbortController();
    current.current = shown;
    setState((before) => ({ ...before, isLooking: true }));
    const settle = (result: Partial<PreviewState<Preview>>): void => {
      if (!abort.signal.aborted) setState({ ...nothing, ...result });
    };
    const timer = setTimeout(() => {
      // The key is what was asked.
      latest.current.show(JSON.parse(key) as Asked, shown, abort.signal).then(
        (preview) => {
          settle({ preview });
        },
        (error: unknown) => {
          settle({ failure: explain(error) });
        },
      );
    }, settleMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
      shown.clear();
      latest.current.onEnd?.();
    };
  }, [painting, key, settleMs]);
  return { ...state, keep: () => current.current?.keep() };
}
