import type { CertificateMap } from './confidence-map.ts';
import type { Labels } from './down-sampling.ts';
import { mcuKinds } from './flat-mcus.ts';
import type { ForwardModel } from './forward-model.ts';
import { mcuBounds } from './mcu-bounds.ts';

/**
 * Counts the edge MCUs that are one class throughout and still not certified: something was smeared into them that no
 * class explains. A second JPEG on the same grid makes none, a shifted grid or resampling makes many.
 */
export function countSmearedBlocks(model: ForwardModel, certificate: CertificateMap, labels: Labels): number {
  const { mcusWide } = model.image;
  let count = 0;
  certificate.flats.kinds.forEach((kind, mcu) => {
    if (kind !== mcuKinds.edge || certificate.certified[mcu] === 1) return;
    if (isUniform(model, { column: mcu % mcusWide, row: Math.floor(mcu / mcusWide) }, labels)) count++;
  });
  return count;
}

function isUniform(model: ForwardModel, mcu: { column: number; row: number }, labels: Labels): boolean {
  const { width } = model.image;
  const { left, top, right, bottom } = mcuBounds(model, mcu);
  const own = labels[top * width + left];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) if (labels[y * width + x] !== own) return false;
  }
  return true;
}
