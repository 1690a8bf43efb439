import { HIDDEN_LEVEL } from '../../decide/confidence-map.ts';
import { mcuKinds } from '../../forward/flat-mcus.ts';
import type { ForwardModel } from '../../forward/forward-model.ts';
import { mcuBounds } from '../../forward/mcu-bounds.ts';

/**
 * Takes back the certainty of all MCUs that are not of one colour; `kinds` and `confidence` by MCU and by pixel. In a mask
 * that is scattered throughout nothing but its coefficients tells of an MCU, and labels far from those that samples come
 * by may meet them as well: of 24 700 pixels in MCUs that samples left without any doubt 8 were wrong.
 */
export function doubtEdges(model: ForwardModel, kinds: Uint8Array, confidence: Uint8Array): void {
  const { mcusWide, width } = model.image;
  kinds.forEach((kind, mcu) => {
    if (kind !== mcuKinds.edge) return;
    const { left, top, right, bottom } = mcuBounds(model, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) });
    for (let y = top; y < bottom; y++) {
      for (let at = y * width + left; at < y * width + right; at++) {
        confidence[at] = Math.min(confidence[at], HIDDEN_LEVEL);
      }
    }
  });
}
