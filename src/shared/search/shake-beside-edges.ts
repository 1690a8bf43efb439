import type { DecisionInput } from '../decide/decide-labels.ts';
import { mcuKinds } from '../forward/flat-mcus.ts';
import type { ForwardModel } from '../forward/forward-model.ts';
import { mcuBounds } from '../forward/mcu-bounds.ts';

/** The likelihood, times 254, of pixels in flat MCUs beside others. */
const SHAKEN = 253;
const NEIGHBOURS = [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => [x, y] as const));

/** Lowers, in altered files, the confidence of flat MCUs beside those where classes meet: what was altered there may reach into them. */
export function shakeBesideEdges(
  { model, flats: { kinds } }: Pick<DecisionInput, 'model' | 'flats'>,
  confidence: Uint8Array,
): void {
  const { mcusWide, mcusHigh } = model.image;
  const isEdge = (column: number, row: number) =>
    column >= 0 && row >= 0 && column < mcusWide && row < mcusHigh && kinds[row * mcusWide + column] === mcuKinds.edge;
  for (let mcu = 0; mcu < kinds.length; mcu++) {
    const place = { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) };
    const isBeside = NEIGHBOURS.some(([x, y]) => isEdge(place.column + x, place.row + y));
    if (kinds[mcu] !== mcuKinds.flat || !isBeside) continue;
    lowerTo(SHAKEN, confidence, { model, mcu });
  }
}

/** Lowers the confidence of an MCU's pixels to `most`, where it is more. */
export function lowerTo(
  most: number,
  confidence: Uint8Array,
  { model, mcu }: { readonly model: ForwardModel; readonly mcu: number },
): void {
  const { mcusWide, width } = model.image;
  const place = { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) };
  const { left, top, right, bottom } = mcuBounds(model, place);
  for (let y = top; y < bottom; y++) {
    for (let at = y * width + left; at < y * width + right; at++) confidence[at] = Math.min(confidence[at], most);
  }
}
