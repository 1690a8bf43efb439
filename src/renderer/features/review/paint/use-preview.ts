import { useEffect, useRef, useState } from 'react';
import type { AreaOperation, EditPreview } from '../../../../shared/contract/review-schemas.ts';
import { explain } from '../../../ui/tell.tsx';
import type { Painting } from './current-painting.ts';
import { OperationPreview } from './operation-preview.ts';

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
  const current = useRef<OperationPreview>(undefined);
  const asked = operation === undefined ? undefined : JSON.stringify(operation);
  useEffect(() => {
    if (painting === undefined || asked === undefined) {
      setState(nothing);
      return;
    }
    const shown = new OperationPreview(painting);
    const abort = new AbortController();
    current.current = shown;
    setState((before) => ({ ...before, isLooking: true }));
    const timer = setTimeout(() => {
      // What was asked is what the effect goes by: equal operations are one.
      shown.show(JSON.parse(asked) as AreaOperation, abort.signal).then(
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
