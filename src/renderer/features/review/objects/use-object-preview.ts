import { useEffect, useRef, useState } from 'react';
import type { ObjectAct, ObjectPreview } from '../../../../shared/contract/object-schemas.ts';
import type { Rgb } from '../../../../shared/model/palette.ts';
import { call } from '../../../api/client.ts';
import { tryObjects } from '../../../state/object-store.ts';
import { explain } from '../../../ui/tell.tsx';
import { currentPainting } from '../paint/current-painting.ts';
import { LabelPreview } from '../paint/label-preview.ts';

/** A pointer that goes over all buttons wants none of it. */
const SETTLE_MS = 150;

/** What is to be shown. */
export interface Tried {
  readonly act: ObjectAct;
  /** The colour of the class that the act gives. */
  readonly rgb?: Rgb;
}

interface ShownAct {
  readonly preview: ObjectPreview | undefined;
  readonly failure: string | undefined;
}

const nothing: ShownAct = { preview: undefined, failure: undefined };

/**
 * Shows in the picture what an act would do, for as long as it is given; `keep` leaves it there, up to
 * the patch that it gives, as the act is about to be done.
 */
export function useObjectPreview(
  mask: number,
  tried: Tried | undefined,
): ShownAct & { readonly keep: () => number | undefined } {
  const [state, setState] = useState(nothing);
  const current = useRef<LabelPreview>(undefined);
  const asked = tried === undefined ? undefined : JSON.stringify(tried);
  useEffect(() => {
    setState(nothing);
    const painting = currentPainting();
    if (asked === undefined || painting?.session.source.id !== mask) return;
    const shown = new LabelPreview(painting);
    current.current = shown;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      // Equal acts are one.
      show(shown, { mask, ...(JSON.parse(asked) as Tried) }, abort.signal).then(
        (preview) => {
          if (!abort.signal.aborted) setState({ ...nothing, preview });
        },
        (error: unknown) => {
          if (!abort.signal.aborted) setState({ ...nothing, failure: explain(error) });
        },
      );
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
      shown.clear();
      tryObjects(undefined);
    };
  }, [mask, asked]);
  return { ...state, keep: () => current.current?.keep() };
}

interface Asked extends Tried {
  readonly mask: number;
}

async function show(shown: LabelPreview, { mask, act, rgb }: Asked, signal: AbortSignal): Promise<ObjectPreview> {
  const painting = currentPainting();
  const preview = await call('objects.preview', { id: mask, act });
  if (signal.aborted || painting === undefined) return preview;
  const isOfObjects = painting.viewer.source() !== painting.session.source;
  // First how it is drawn: what is made has no look yet.
  tryObjects({ mask, act, rgb, made: preview.made });
  await shown.show(isOfObjects ? preview.numbers : preview.labels, signal);
  return preview;
}
