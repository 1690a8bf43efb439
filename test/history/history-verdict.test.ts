import { verdictInWords } from '../../src/shared/strings/in-words.ts';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { MaskRepair } from '../../src/shared/repair/mask-repair.ts';
import { repairMask } from '../../src/shared/repair/repair-mask.ts';
import type { Alteration } from '../accuracy/alterations.ts';
import { jpegAlterations } from '../accuracy/alterations.ts';
import { placeOfNearest, plainDistance } from '../accuracy/label-by-distance.ts';
import type { TruthMask } from '../accuracy/truth-mask.ts';
import { paletteOf } from '../accuracy/truth-mask.ts';
import { drawMask, farColours } from '../repair/drawn-mask.ts';

const drawn: TruthMask = { ...drawMask(224, 192, 4, farColours), dataset: 'drawn', name: 'shapes' };

const measured = [
  'once q90 4:2:0',
  'once q50 4:2:0',
  'twice q90, q75 4:2:0',
  'twice q75, q90 4:4:4',
  'shifted q90, q75 4:2:0',
  'shifted q75, q90 4:2:0',
  'halved, q90',
  'linear x1.5, q75',
  'mozjpeg q75 4:2:0',
];

interface Outcome {
  readonly repair: MaskRepair;
  readonly truth: TruthMask;
  readonly wrongNearest: number;
}

async function repairAltered(alteration: Alteration): Promise<Outcome> {
  const { truth, file } = await alteration.apply(drawn);
  const { image } = readJpeg(file, defaultReadLimits);
  const pixels = await sharp(file).toColourspace('srgb').raw().toBuffer();
  const nearest = truth.labels.map((_, at) =>
    placeOfNearest([pixels[at * 3], pixels[at * 3 + 1], pixels[at * 3 + 2]], truth.colours, plainDistance),
  );
  const repair = repairMask({ kind: 'jpeg', image }, { palette: paletteOf(truth.colours) });
  return { repair, truth, wrongNearest: countWrong(truth, nearest) };
}

function countWrong({ labels }: TruthMask, found: ArrayLike<number>): number {
  return labels.reduce((sum, label, at) => sum + (label === found[at] ? 0 : 1), 0);
}

describe('a mask whose history is known', () => {
  test.each(jpegAlterations.filter(({ name }) => measured.includes(name)))(
    '$name: is told what it is, and comes out about as well as by the nearest colour, or better',
    async (alteration) => {
      const { repair, truth, wrongNearest } = await repairAltered(alteration);
      expect(repair.verdict.kind).toBe(alteration.verdict);
      expect(countWrong(truth, repair.labelMap.labels)).toBeLessThanOrEqual(wrongNearest * 1.05 + 2);
      if (alteration.verdict === 'jpeg-once') return;
      // What was enlarged is proven where that is undone.
      expect(repair.certifiedBlocks > 0).toBe(verdictInWords(repair.verdict).includes('undone'));
      expect(repair.uncertainPixels).toBeGreaterThan(0);
    },
  );
});
