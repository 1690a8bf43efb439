import type { DecisionInput } from '../decide/decide-labels.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';

type Known = Pick<DecisionInput, 'flats' | 'unproven'> & {
  readonly model: { readonly image: Pick<JpegImage, 'mcusWide' | 'mcusHigh'> };
};

/**
 * 1 for MCUs of which no labels are worth a long search: their coefficients are not known for sure, or they lie beside one
 * of a colour that no class has, which then shows in them as well.
 */
export function findHopelessMcus({ model, flats, unproven }: Known): Uint8Array {
  const { mcusWide, mcusHigh } = model.image;
  const hopeless = unproven?.slice() ?? new Uint8Array(flats.kinds.length);
  if (flats.unclaimedCount === 0) return hopeless;
  flats.kinds.forEach((kind, mcu) => {
    if (kind !== mcuKinds.unclaimed) return;
    const column = mcu % mcusWide;
    const row = Math.floor(mcu / mcusWide);
    for (let y = Math.max(0, row - 1); y <= Math.min(mcusHigh - 1, row + 1); y++) {
      hopeless.fill(1, y * mcusWide + Math.max(0, column - 1), y * mcusWide + Math.min(mcusWide, column + 2));
    }
  });
  return hopeless;
}
