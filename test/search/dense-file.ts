import { decideByEncoder } from '../../src/shared/decide/decide-by-encoder.ts';
import { decisionInput } from '../kernel/compare-decisions.ts';
import { drawMask, paletteOf, scatter } from '../repair/drawn-mask.ts';
import { encodeJpeg } from '../repair/encode-jpeg.ts';
import { nineColours } from './search-cases.ts';

/** Nine classes scattered pixel by pixel: no MCU is easy, and some are never solved. */
export async function denseFile() {
  const drawn = drawMask(70, 60, 3, nineColours);
  const mask = { ...drawn, labels: scatter(drawn.labels, { share: 0.7, seed: 5, classes: nineColours.length }) };
  const jpeg = await encodeJpeg(mask, { quality: 60, subsampling: '4:2:0' });
  return decideByEncoder(decisionInput(jpeg, paletteOf(mask)));
}
