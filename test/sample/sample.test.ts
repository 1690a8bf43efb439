import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rasteriseLabels } from '../../assets/sample/drawing/rasterise-labels.ts';
import { samplePalette } from '../../assets/sample/sample-palette.ts';
import { sampleScenes } from '../../assets/sample/sample-scenes.ts';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { nearestColour } from '../accuracy/baselines.ts';
import { measureFile } from '../accuracy/measurement.ts';
import { repair } from '../accuracy/repair-method.ts';
import { readSampleFiles } from '../accuracy/sample-truth.ts';
import { colourDistance, type TruthMask } from '../accuracy/truth-mask.ts';

const folder = fileURLToPath(new URL('../../assets/sample/', import.meta.url));
const colours = samplePalette.classes.map(({ rgb }) => rgb);
const drawn = sampleScenes.map(({ name, draw, damage }) => {
  const scene = draw();
  const truth: TruthMask = { dataset: 'sample', name, ...sizeOf(scene), labels: rasteriseLabels(scene), colours };
  return { name, damage, truth };
});
const damaged = drawn.filter(({ damage }) => damage !== undefined);
const files = (await readSampleFiles()).map((file) => ({ name: file.truth.name, file }));
const halved = files.filter(({ name }) =>
  damaged.some((one) => one.name === name && one.damage?.chromaSubsampling === '4:2:0'),
);

describe('the sample', () => {
  it.each(drawn)('is drawn to the same truth again: $name', ({ name, truth }) => {
    const { raster } = readPng(readFileSync(join(folder, `truth/${name}.png`)), defaultReadLimits);
    expect(raster).toMatchObject({ channels: 'indexed', ...sizeOf(truth) });
    expect(raster.samples.every((label, pixel) => label === truth.labels[pixel])).toBe(true);
    expect(raster.colourTable).toEqual(Uint8Array.from(colours.flat()));
  });

  it('has a photo beside every mask and is small', () => {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const { name, damage } of drawn) {
      expect(paths).toContain(join('photos', `${name}.jpg`));
      expect(paths).toContain(join('masks', `${name}.${damage === undefined ? 'png' : 'jpg'}`));
    }
    expect(paths.reduce((bytes, path) => bytes + statSync(join(folder, path)).size, 0)).toBeLessThan(1_500_000);
  });

  it('holds classes that can be told apart', () => {
    for (const [place, colour] of colours.entries()) {
      for (const other of colours.slice(0, place)) expect(colourDistance(colour, other)).toBeGreaterThan(60);
    }
    for (const { truth } of drawn) expect(leastLumaStep(truth)).toBeGreaterThanOrEqual(24);
  });

  it('shows every class in a flat block of a damaged mask, where inference finds it', () => {
    const flat = new Set(damaged.flatMap(({ truth }) => flatClasses(truth)));
    expect(flat.size).toBe(colours.length);
  });

  it('has four to twelve classes in every scene', () => {
    for (const { truth } of drawn) {
      const { size } = new Set(truth.labels);
      expect(size).toBeGreaterThanOrEqual(4);
      expect(size).toBeLessThanOrEqual(12);
    }
  });

  it.each(halved)('is damaged so that nearest colour leaves at least 3000 wrong ppm: $name', ({ file }) => {
    const [{ score }] = measureFile({ file, palette: samplePalette }, [nearestColour]);
    expect((score.wrong / score.pixels) * 1e6).toBeGreaterThanOrEqual(3000);
  });

  it('is repaired with a quarter of the wrong pixels of nearest colour, and no file gets more of them', () => {
    const scores = files.map(({ file }) => measureFile({ file, palette: samplePalette }, [nearestColour, repair]));
    const wrong = scores.map(([nearest, ours]) => ({ nearest: nearest.score.wrong, ours: ours.score.wrong }));
    for (const one of wrong) expect(one.ours).toBeLessThanOrEqual(one.nearest);
    const sum = (method: 'nearest' | 'ours') => wrong.reduce((total, one) => total + one[method], 0);
    expect(sum('ours')).toBeLessThanOrEqual(sum('nearest') / 4);
  });
});

function sizeOf({ width, height }: { width: number; height: number }) {
  return { width, height };
}

/** Least difference in luma of two classes that touch, corners included. */
function leastLumaStep({ labels, width }: TruthMask): number {
  const luma = colours.map(([red, green, blue]) => 0.299 * red + 0.587 * green + 0.114 * blue);
  let least = Infinity;
  labels.forEach((label, pixel) => {
    const isLastColumn = pixel % width === width - 1;
    const others = [width, ...(isLastColumn ? [] : [1, width + 1]), ...(pixel % width === 0 ? [] : [width - 1])];
    for (const other of others.map((step) => labels.at(pixel + step))) {
      if (other !== undefined && other !== label) least = Math.min(least, Math.abs(luma[label] - luma[other]));
    }
  });
  return least;
}

/** Classes that fill a whole MCU of 4:2:0. */
function flatClasses({ labels, width, height }: TruthMask): number[] {
  const found: number[] = [];
  for (let top = 0; top + 16 <= height; top += 16) {
    for (let left = 0; left + 16 <= width; left += 16) {
      const first = labels[top * width + left];
      const isFlat = Array.from({ length: 256 }, (_, at) => labels[(top + (at >> 4)) * width + left + (at & 15)]);
      if (isFlat.every((label) => label === first)) found.push(first);
    }
  }
  return found;
}
