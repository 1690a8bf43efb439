import type { Raster } from '../mask/raster.ts';
import type { RecoveredJpeg } from '../recovery/recover-jpeg.ts';
import { recoverAgain, recoverFromRaster } from '../recovery/recover-from-raster.ts';
import { CERTAIN } from './confidence-map.ts';
import type { RepairParameters, ShouldStop } from './mask-repair.ts';
import { colourRead } from './palette-codes.ts';
import { type JpegRepair, repairJpeg } from './repair-jpeg.ts';
import type { RasterRepair } from './repair-raster.ts';

/**
 * Repairs a lossless picture that was decoded from a JPEG, from that JPEG's coefficients; undefined where it was not, or
 * where they cannot be had back. `fromPixels`: what the pixels alone gave. MCUs whose coefficients are not proven to
 * decode to the picture are neither certified nor certain. Throws `cancelled` when `shouldStop` turns true.
 */
export function repairDecodedJpeg(
  { raster, fromPixels }: { readonly raster: Raster; readonly fromPixels: RasterRepair },
  parameters: RepairParameters,
  shouldStop: ShouldStop,
): (JpegRepair & { readonly image: RecoveredJpeg['image'] }) | undefined {
  const colours = parameters.palette.classes.map((entry) => colourRead(entry, fromPixels.reading));
  let recovered = recoverFromRaster(raster, { labels: fromPixels.labels, colours }, shouldStop);
  if (recovered === undefined) return undefined;
  if (recovered.provenDetailed < recovered.detailed) {
    // Better labels than the pixels' own tell better what was cut off.
    const draft = repairJpeg(recovered.image, { ...parameters, preset: 'draft' }, shouldStop);
    if (draft !== undefined) {
      const again = recoverAgain(raster, { frame: recovered.frame, labels: draft.labels, colours }, shouldStop);
      if (again !== undefined && again.provenDetailed > recovered.provenDetailed) recovered = again;
    }
  }
  const repaired = repairJpeg(recovered.image, parameters, shouldStop);
  return repaired === undefined ? undefined : { ...withoutUnproven(repaired, recovered), image: recovered.image };
}

function withoutUnproven(repaired: JpegRepair, { image, proven }: RecoveredJpeg): JpegRepair {
  const confidence = repaired.confidence.slice();
  const wide = 8 * image.maxHorizontalSampling;
  const high = 8 * image.maxVerticalSampling;
  for (let pixel = 0; pixel < confidence.length; pixel++) {
    const mcu =
      Math.floor(Math.floor(pixel / image.width) / high) * image.mcusWide + Math.floor((pixel % image.width) / wide);
    if (proven[mcu] === 0 && confidence[pixel] === CERTAIN) confidence[pixel] = CERTAIN - 1;
  }
  const certified = repaired.certified.map((value, mcu) => value & proven[mcu]);
  return { ...repaired, confidence, certified, certifiedBlocks: certified.reduce((sum, value) => sum + value, 0) };
}
