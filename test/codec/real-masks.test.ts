import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { writePng } from '../../src/main/codec/png/png-writer.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { openDataFolder } from '../accuracy/open-data.ts';
import { decodeWithFastPng, decodeWithSharp, isEqual, toRgba } from './independent-decoders.ts';

const folder = openDataFolder();
if (folder === undefined)
  console.log('skipped: PNG reader and writer on real masks (the folder of real masks is absent)');

const files = folder === undefined ? [] : globSync('clean/*/*.png', { cwd: folder }).toSorted();
const bytesOf = (file: string) => readFileSync(join(folder ?? '', file));
const rasterOf = (file: string) => readPng(bytesOf(file), defaultReadLimits).raster;

describe.skipIf(folder === undefined)('on every real mask', () => {
  it('the reader agrees with sharp on colours and with fast-png on samples', async () => {
    for (const file of files) {
      const raster = rasterOf(file);
      const isAsSharp = isEqual(toRgba(raster), await decodeWithSharp(bytesOf(file), raster.bitDepth));
      const isAsFastPng = isEqual(raster.samples, decodeWithFastPng(bytesOf(file)).samples);
      expect({ file, isAsSharp, isAsFastPng }).toEqual({ file, isAsSharp: true, isAsFastPng: true });
    }
  });

  it('the writer gives files that fast-png reads alike, in all hardly larger than by the default level of zlib', () => {
    let [ours, byDefault] = [0, 0];
    for (const file of files.filter((_, i) => i % 3 === 0)) {
      const raster = rasterOf(file);
      const written = writePng(raster);
      expect({ file, isSame: isEqual(decodeWithFastPng(written).samples, raster.samples) }).toEqual({
        file,
        isSame: true,
      });
      if (raster.bitDepth !== 8 || raster.channels === 'rgba') continue;
      ours += written.length;
      byDefault += deflateSync(raster.samples).length;
    }
    expect(ours / byDefault).toBeLessThan(1.25);
  });
});
