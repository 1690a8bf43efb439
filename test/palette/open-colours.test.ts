import { describe, expect, it } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Palette, Rgb } from '../../src/shared/model/palette.ts';
import { inferClasses, inferPalette } from '../../src/shared/palette/infer-palette.ts';
import { nothingSeen } from '../../src/shared/palette/second-look.ts';
import { fitOpenColours, telling } from '../../src/shared/decide/fit-open-colours.ts';
import { gatherEvidence } from '../../src/shared/repair/gather-evidence.ts';
import { choosePalette } from '../accuracy/choose-palette.ts';
import { type Damage, damageMask } from '../accuracy/damage-mask.ts';
import { drawTruth } from '../accuracy/drawn-truth.ts';
import { drawOddMask, oddColours as odd, storedColours } from '../accuracy/odd-colours.ts';
import type { TruthMask } from '../accuracy/truth-mask.ts';
import { encodeByCjpeg, hasCjpeg } from '../repair/encode-jpeg.ts';

/** What a JPEG keeps of a palette's colours. */
function stored({ classes }: Pick<Palette, 'classes'>): string[] {
  return storedColours(classes.map(({ rgb }) => rgb));
}

async function inferByFlatAreas(masks: readonly TruthMask[], damage: Damage): Promise<Palette> {
  const files = await Promise.all(masks.map((mask) => damageMask(mask, damage)));
  const images = files.map(({ jpeg }) => readJpeg(jpeg, defaultReadLimits).image);
  return inferPalette(images.map((image) => gatherEvidence({ kind: 'jpeg', image })));
}

async function inferByEdges(masks: readonly TruthMask[], damage: Damage): Promise<Palette> {
  return (await choosePalette('inferred', masks, damage))(masks[0]);
}

describe('colours that flat areas leave open', () => {
  const masks = [drawOddMask(1), drawOddMask(2)];

  it.each([
    { quality: 75, subsampling: '4:2:0' },
    { quality: 50, subsampling: '4:2:0' },
    { quality: 50, subsampling: '4:4:4' },
  ] as const)('are told by edges at quality $quality, $subsampling', async (damage) => {
    expect(stored(await inferByFlatAreas(masks, damage))).not.toEqual(storedColours(odd));
    expect(stored(await inferByEdges(masks, damage))).toEqual(storedColours(odd));
  });

  it.skipIf(!hasCjpeg).each([5, 7])('are told of files by the fast transform: a root of width %i', (wide) => {
    const [width, height] = [333, 271];
    const labels = Uint8Array.from({ length: width * height }, (_, at) => {
      const [x, y] = [at % width, Math.floor(at / width)];
      const isRoot = Math.abs(y - 0.37 * x - 60 - 20 * Math.sin(x / 31)) < wide;
      return isRoot || Math.abs(x - 150 - 0.2 * y) < wide / 2 ? 1 : 0;
    });
    const rootColours: readonly Rgb[] = [
      [59, 125, 1],
      [66, 49, 36],
    ];
    const mask = { width, height, labels, colours: rootColours };
    const jpeg = encodeByCjpeg(mask, ['-quality', '90', '-dct', 'fast']);
    const { image } = readJpeg(jpeg, defaultReadLimits);
    const evidence = [gatherEvidence({ kind: 'jpeg', image })];
    const inferred = inferClasses(evidence);
    const fits = fitOpenColours(telling(image, inferred.open), inferred, () => false);
    expect(stored(inferClasses(evidence, { ...nothingSeen, fits }).palette)).toEqual(storedColours(rootColours));
  });

  it('are told in large pictures by parts of them', async () => {
    const large = { ...drawTruth('cells', 'grey by 64', { width: 1300, height: 900, seed: 3 }), colours: odd };
    expect(stored(await inferByEdges([large], { quality: 50, subsampling: '4:2:0' }))).toEqual(storedColours(odd));
  });

  it('stay grey where all of them may be', async () => {
    const greys: readonly Rgb[] = [3, 57, 121, 203].map((level) => [level, level, level]);
    const palette = await inferByEdges([drawOddMask(1, greys)], { quality: 50, subsampling: '4:4:4' });
    expect(palette.classes.map(({ rgb }) => rgb)).toEqual(greys);
  });

  it('of grey files are levels', async () => {
    const greys: readonly Rgb[] = [3, 57, 121, 203].map((level) => [level, level, level]);
    const damage = { quality: 50, subsampling: 'grey' } as const;
    expect(colours(await inferByFlatAreas([drawOddMask(1, greys)], damage))).not.toEqual(greys);
    expect(colours(await inferByEdges([drawOddMask(1, greys)], damage))).toEqual(greys);
  });

  it('are not asked for where all are black, white or primaries', async () => {
    const plain: readonly Rgb[] = [
      [0, 0, 0],
      [255, 255, 255],
      [255, 0, 0],
      [0, 0, 255],
    ];
    const { jpeg } = await damageMask(drawOddMask(1, plain), { quality: 50, subsampling: '4:2:0' });
    const evidence = gatherEvidence({ kind: 'jpeg', image: readJpeg(jpeg, defaultReadLimits).image });
    const { palette, open } = inferClasses([evidence]);
    expect(colours(palette).toSorted()).toEqual(plain.toSorted());
    expect(open).toEqual([]);
  });

  it('keep those that people choose, where these are as good', async () => {
    const round: readonly Rgb[] = [
      [0, 0, 0],
      [128, 0, 0],
      [0, 128, 0],
      [64, 0, 128],
    ];
    const palette = await inferByEdges([drawOddMask(1, round)], { quality: 50, subsampling: '4:2:0' });
    expect(colours(palette).toSorted()).toEqual(round.toSorted());
  });
});

function colours({ classes }: Palette): Rgb[] {
  return classes.map(({ rgb }) => rgb);
}
