import type { JpegImage } from '../../src/shared/jpeg/jpeg-image.ts';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { rgbToYcbcr } from '../../src/shared/jpeg/ycbcr.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { telling } from '../../src/shared/decide/fit-open-colours.ts';
import { inferClasses } from '../../src/shared/palette/infer-palette.ts';
import { tellingFiles } from '../../src/shared/palette/open-colours.ts';
import { lookAgain } from '../../src/shared/repair/look-again.ts';
import { gatherEvidence } from '../../src/shared/repair/gather-evidence.ts';
import { damageMask, type Damage } from './damage-mask.ts';
import { paletteOf, type TruthMask } from './truth-mask.ts';

/** What is known of the colours: those of the mask itself, those of its whole data set, or nothing. */
export const paletteChoices = ['own', 'dataset', 'inferred'] as const;
export type PaletteChoice = (typeof paletteChoices)[number];

/** The palette for one mask. */
export type PaletteOf = (truth: TruthMask) => Palette;

/** The palettes for masks of a data set that are damaged alike. */
export async function choosePalette(
  choice: PaletteChoice,
  dataset: readonly TruthMask[],
  damage: Damage,
): Promise<PaletteOf> {
  switch (choice) {
    case 'own':
      return (truth) => paletteOf(truth.colours);
    case 'dataset': {
      const palette = paletteOf(allColours(dataset));
      return () => palette;
    }
    case 'inferred': {
      const palette = await inferFromFolder(dataset, damage);
      return () => palette;
    }
  }
}

/** How much of a mask's palette is known: each colour itself, each colour as far as a JPEG stores it, or less. */
export type PaletteMatch = 'exact' | 'same-in-jpeg' | 'incomplete';

export function matchPalette({ colours }: TruthMask, palette: Palette): PaletteMatch {
  const known = palette.classes.map(({ rgb }) => rgb);
  const hasAll = (keyOf: (colour: Rgb) => string) => {
    const keys = new Set(known.map(keyOf));
    return colours.every((colour) => keys.has(keyOf(colour)));
  };
  if (hasAll((colour) => colour.join())) return 'exact';
  return hasAll((colour) => rgbToYcbcr(colour).join()) ? 'same-in-jpeg' : 'incomplete';
}

async function inferFromFolder(dataset: readonly TruthMask[], damage: Damage): Promise<Palette> {
  const images: JpegImage[] = [];
  for (const truth of dataset) {
    const { jpeg } = await damageMask(truth, damage);
    images.push(readJpeg(jpeg, defaultReadLimits).image);
  }
  const evidence = images.map((image) => gatherEvidence({ kind: 'jpeg', image }));
  const inferred = inferClasses(evidence);
  const places = tellingFiles(evidence, inferred);
  const areas = places.map((place) => telling(images[place], inferred.open));
  return inferClasses(
    evidence,
    lookAgain(areas, inferred, () => false),
  ).palette;
}

function allColours(masks: readonly TruthMask[]): Rgb[] {
  return [...new Map(masks.flatMap(({ colours }) => colours.map((colour) => [colour.join(), colour]))).values()];
}
