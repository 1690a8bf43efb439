import { useEffect, useRef, useState } from 'react';
import type { AreaOperation, EditPreview } from '../../../../shared/contract/review-schemas.ts';
import { call } from '../../../api/client.ts';
import { explain } from '../../../ui/tell.tsx';
import type { Painting } from './current-painting.ts';
import { LabelPreview } from './label-preview.ts';

/** While a slider moves, not every value is tried. */
const SETTLE_MS = 120;

interface PreviewState {
  readonly isLooking: boolean;
  readonly preview: EditPreview | undefined;
  readonly failure: string | undefined;
}

const nothing: PreviewState = { isLooking: false, preview: undefined, failure: undefined };

/** Keeps on screen what an operation would do, as its parameters change; `keep` ends that with the operation done. */
export function usePreview(painting: Painting | undefined, operation: AreaOperation | undefined) {
  const [state, setState] = useState(nothing);
  const current = useRef<LabelPreview>(undefined);
  const asked = operation === undefined ? undefined : JSON.stringify(operation);
  useEffect(() => {
    if (painting === undefined || asked === undefined) {
      setState(nothing);
      return;
    }
    const shown = new LabelPreview(painting);
    const abort = new AbortController();
    current.current = shown;
    setState((before) => ({ ...before, isLooking: true }));
    const timer = setTimeout(() => {
      // What was asked is what the effect goes by: equal operations are one.
      showOperation(shown, { painting, operation: JSON.parse(asked) as AreaOperation }, abort.signal).then(
        (preview) => {
          if (preview !== undefined) setState({ isLooking: false, preview, failure: undefined });
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
    };
  }, [painting, asked]);
  return { ...state, keep: () => current.current?.keep() };
}

interface Asked {
  readonly painting: Painting;
  readonly operation: AreaOperation;
}

/** Gives what would change, or undefined where it was overtaken. @throws MaskmendError as the service said it. */
async function showOperation(
  shown: LabelPreview,
  { painting, operation }: Asked,
  signal: AbortSignal,
): Promise<EditPreview | undefined> {
  const preview = await call('review.previewEdit', { id: painting.session.source.id, operation });
  if (signal.aborted) return undefined;
  return (await shown.show(preview.tiles, signal)) ? preview : undefined;
}
