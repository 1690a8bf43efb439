import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readJpeg } from '../../src/shared/jpeg/read-jpeg.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { Rgb } from '../../src/shared/model/palette.ts';
import { repairJpeg } from '../../src/shared/repair/repair-jpeg.ts';
import { openDataFolder } from '../accuracy/open-data.ts';
import { paletteOf } from '../repair/drawn-mask.ts';

const folder = openDataFolder();
if (folder === undefined) process.stdout.write('search of real colour maps: skipped, no data folder (MASKMEND_DATA)\n');

// Nine classes scattered pixel by pixel, at quality 75 and 4:2:0, by a libjpeg that reduces chroma in its transform.
describe('the hardest real files, colour maps of land use,', () => {
  test.skipIf(folder === undefined)('are reproduced in more than 95 of 100 blocks', () => {
    const home = join(folder ?? '', 'damaged', 'lulc_colour_maps');
    // Made from the repository's code that drew the maps: its form is that of every palette of the data.
    const { classes } = JSON.parse(readFileSync(join(folder ?? '', 'classes', 'lulc_bhuvan9.json'), 'utf8')) as {
      classes: { rgb: Rgb }[];
    };
    const palette = paletteOf({ colours: classes.map(({ rgb }) => rgb) });
    const names = readdirSync(home).toSorted((a, b) => statSync(join(home, a)).size - statSync(join(home, b)).size);
    for (const name of names.slice(0, 2)) {
      const { image } = readJpeg(readFileSync(join(home, name)), defaultReadLimits);
      const repair = repairJpeg(image, { palette, preset: 'exact' }, () => false);
      if (repair === undefined) throw new Error('expected a forward model');
      const blocks = image.mcusWide * image.mcusHigh;
      const certified = blocks - repair.edgeBlocks + repair.certifiedBlocks;
      expect(certified / blocks, name).toBeGreaterThan(0.95);
      expect(repair.certifiedBlocks / repair.edgeBlocks, name).toBeGreaterThan(0.95);
    }
  });
});
