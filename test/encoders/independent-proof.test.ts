import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { EncoderDecision } from '../../src/shared/decide/decide-by-encoder.ts';
import { decideByEncoder } from '../../src/shared/decide/decide-by-encoder.ts';
import { mcuKinds } from '../../src/shared/forward/flat-mcus.ts';
import { searchLabels } from '../../src/shared/search/search-labels.ts';
import { searchEfforts } from '../../src/shared/search/search-preset.ts';
import { openDataFolder } from '../accuracy/open-data.ts';
import { decisionInput } from '../kernel/compare-decisions.ts';
import type { DrawnMask } from '../repair/drawn-mask.ts';
import { drawMask, paletteOf } from '../repair/drawn-mask.ts';
import type { EncodeJob, Encoder } from './encoder.ts';
import { encoders } from './encoders.ts';
import { cutRealMasks } from './real-masks.ts';

// The certificate is made by our own forward model. Here labels that it certified are encoded again by an independent
// libjpeg with the same tables (sharp; cjpeg's other transforms and ImageMagick where they are installed), or by jpeg-js,, and both
// files are decoded by an independent reader (sharp's libjpeg).

/** MCUs that the certificate vouches for: flat ones of one class, and certified ones. */
function vouchedMcus({ input, decided }: EncoderDecision): boolean[] {
  const { kinds } = input.flats;
  return Array.from(kinds, (kind, mcu) => kind === mcuKinds.flat || decided.certified[mcu] === 1);
}

/** Of those, the ones among eight others: decoders smooth chroma across the borders of MCUs. */
function innerMcus(isVouched: readonly boolean[], { wide, high }: { wide: number; high: number }): number[] {
  const isInside = (column: number, row: number) =>
    column < 0 || row < 0 || column >= wide || row >= high || isVouched[row * wide + column];
  return isVouched.flatMap((_, mcu) => {
    const [column, row] = [mcu % wide, Math.floor(mcu / wide)];
    const isInner = [-1, 0, 1].every((dy) => [-1, 0, 1].every((dx) => isInside(column + dx, row + dy)));
    return isInner ? [mcu] : [];
  });
}

function searched({ input, decided }: EncoderDecision): EncoderDecision {
  return { input, decided: searchLabels(input, decided, { effort: searchEfforts.fast }) };
}

interface Proof {
  readonly isWhole: boolean;
  readonly isSameFile: boolean;
  readonly comparedMcus: number;
  readonly differingPixels: number;
}

async function prove(encoder: Encoder, job: EncodeJob): Promise<Proof> {
  const [jpeg] = await encoder.encode([job]);
  const decision = searched(decideByEncoder(decisionInput(jpeg, paletteOf(job.mask))));
  const { model } = decision.input;
  const labels = Uint8Array.from(decision.decided.labels);
  const [again] = await encoder.encode([{ ...job, mask: { ...job.mask, labels } }]);
  const [first, second] = await Promise.all([jpeg, again].map((file) => sharp(file).raw().toBuffer()));
  const isVouched = vouchedMcus(decision);
  const inner = innerMcus(isVouched, { wide: model.image.mcusWide, high: model.image.mcusHigh });
  const size = { width: model.mcuWidth, height: model.mcuHeight };
  return {
    isWhole: isVouched.every(Boolean),
    isSameFile: Buffer.compare(jpeg, again) === 0,
    comparedMcus: inner.length,
    differingPixels: countDifferences(job.mask, { first, second, size }, inner),
  };
}

interface Decoded {
  readonly first: Buffer;
  readonly second: Buffer;
  readonly size: { readonly width: number; readonly height: number };
}

function countDifferences({ width, height }: DrawnMask, { first, second, size }: Decoded, mcus: number[]): number {
  const wide = Math.ceil(width / size.width);
  const isCompared = new Set(mcus);
  const channels = first.length / (width * height);
  let count = 0;
  for (let at = 0; at < first.length; at++) {
    const pixel = Math.floor(at / channels);
    const mcu = Math.floor(Math.floor(pixel / width) / size.height) * wide + Math.floor((pixel % width) / size.width);
    if (first[at] !== second[at] && isCompared.has(mcu)) count++;
  }
  return count;
}

const PROVING = ['sharp', 'cjpeg, fast DCT', 'cjpeg, floating-point DCT', 'ImageMagick', 'jpeg-js'];

describe('labels that are certified, encoded again by an independent libjpeg,', () => {
  for (const encoder of encoders.filter(({ name }) => PROVING.includes(name))) {
    test.skipIf(!encoder.isPresent)(`give the same pictures: drawn masks by ${encoder.name}`, async () => {
      let wholeFiles = 0;
      for (const subsampling of ['4:2:0', '4:4:4'] as const) {
        for (const quality of [60, 80, 90, 95]) {
          const proof = await prove(encoder, { mask: drawMask(301, 203, quality), quality, subsampling });
          expect(proof.comparedMcus, `${subsampling} q${quality}`).toBeGreaterThan(20);
          expect(proof.differingPixels, `${subsampling} q${quality}`).toBe(0);
          // Where every MCU is certified the very file must come out.
          if (proof.isWhole) expect(proof.isSameFile, `${subsampling} q${quality}`).toBe(true);
          if (proof.isWhole) wholeFiles++;
        }
      }
      expect(wholeFiles).toBeGreaterThan(0);
    });
  }

  const folder = openDataFolder();
  if (folder === undefined) process.stdout.write('independent proof on real masks: skipped, no data (MASKMEND_DATA)\n');
  test.skipIf(folder === undefined)('give the same pictures: real masks by sharp', async () => {
    const [encoder] = encoders;
    for (const { name, mask } of cutRealMasks(folder ?? '')) {
      for (const quality of [75, 92]) {
        const proof = await prove(encoder, { mask, quality, subsampling: quality === 75 ? '4:2:0' : '4:4:4' });
        expect(proof.differingPixels, `${name} q${quality}`).toBe(0);
        if (proof.isWhole) expect(proof.isSameFile, `${name} q${quality}`).toBe(true);
      }
    }
  });
});
