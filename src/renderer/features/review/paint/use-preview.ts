import type { AreaOperation, EditPreview } from '../../../../shared/contract/review-schemas.ts';
import { call } from '../../../api/client.ts';
import type { Painting } from './current-painting.ts';
import { useShownPreview } from './use-shown-preview.ts';

/** While a slider moves, not every value is tried. */
const SETTLE_MS = 120;

/** Keeps on screen what an operation would do, as its parameters change; `keep` ends that with the operation done. */
export function usePreview(painting: Painting | undefined, operation: AreaOperation | undefined) {
  return useShownPreview<AreaOperation, EditPreview>({
    painting,
    asked: operation,
    settleMs: SETTLE_MS,
    show: async (asked, shown, signal) => {
      if (painting === undefined) return undefined;
      const preview = await call('review.previewEdit', { id: painting.session.source.id, operation: asked });
      return (await shown.show(preview.tiles, signal)) ? preview : undefined;
    },
  });
}
