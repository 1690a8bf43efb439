import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeConfidence, encodeLabelMap, type OutputFormat } from '../../src/main/codec/png/encode-label-map.ts';
import { readPng } from '../../src/main/codec/png/png-reader.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { LabelMap } from '../../src/shared/mask/label-map.ts';
import type { Palette, PaletteClass } from '../../src/shared/model/palette.ts';
import { decodeWithSharp } from './independent-decoders.ts';

function paletteOf(...classes: readonly Pick<PaletteClass, 'slot' | 'index' | 'rgb'>[]): Palette {
  return {
    coding: 'colour',
    source: 'test',
    classes: classes.map((paletteClass) => ({ ...paletteClass, name: `class ${paletteClass.slot}`, role: 'class' })),
  };
}

const palette = paletteOf(
  { slot: 0, index: 0, rgb: [0, 0, 0] },
  { slot: 3, index: 1, rgb: [128, 0, 0] },
  { slot: 7, index: 5, rgb: [0, 128, 64] },
);
const voc = paletteOf({ slot: 0, index: 0, rgb: [0, 0, 0] }, { slot: 1, index: 255, rgb: [224, 224, 192] });
const wide = paletteOf({ slot: 0, index: 0, rgb: [0, 0, 0] }, { slot: 300, index: 1000, rgb: [1, 2, 3] });

const labelMap: LabelMap = { width: 3, height: 2, labels: Uint8Array.of(0, 3, 7, 7, 3, 0) };

const encoded = (map: LabelMap, classes: Palette, format: OutputFormat) =>
  readPng(encodeLabelMap(map, classes, format), defaultReadLimits).raster;

describe('a label map as PNG', () => {
  it('is indexed: the index of every class, with its colour, black where no class is', () => {
    expect(encoded(labelMap, palette, 'indexed')).toEqual({
      width: 3,
      height: 2,
      channels: 'indexed',
      bitDepth: 8,
      samples: Uint8Array.of(0, 1, 5, 5, 1, 0),
      colourTable: Uint8Array.of(0, 0, 0, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128, 64),
    });
  });

  it('has the index of every label, however the labels lie in memory', () => {
    const classes = paletteOf(
      ...Array.from({ length: 255 }, (_, slot) => ({ slot, index: 254 - slot, rgb: [slot, 0, 0] as const })),
    );
    const manyLabels = fc.array(fc.oneof(fc.constant(0), fc.constant(7), fc.nat(254)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(manyLabels, fc.nat(3), (slots, offset) => {
        const labels = new Uint8Array(slots.length + offset).subarray(offset);
        labels.set(slots);
        const { samples } = encoded({ width: slots.length, height: 1, labels }, classes, 'indexed');
        expect([...samples]).toEqual(slots.map((slot) => 254 - slot));
      }),
    );
  });

  it('has a colour table up to index 255 where the palette goes that far', () => {
    const { samples, colourTable } = encoded({ width: 2, height: 1, labels: Uint8Array.of(1, 0) }, voc, 'indexed');
    expect([...samples]).toEqual([255, 0]);
    expect(colourTable).toHaveLength(768);
    expect([...(colourTable ?? []).slice(765)]).toEqual([224, 224, 192]);
  });

  it('is grey of 8 bits where all indices fit, else of 16, whatever the mask itself holds', () => {
    expect(encoded(labelMap, palette, 'grey')).toMatchObject({
      channels: 'grey',
      bitDepth: 8,
      samples: Uint8Array.of(0, 1, 5, 5, 1, 0),
    });
    expect(encoded({ width: 2, height: 1, labels: Uint8Array.of(0, 0) }, wide, 'grey')).toMatchObject({
      channels: 'grey',
      bitDepth: 16,
      samples: Uint16Array.of(0, 0),
    });
    expect(encoded({ width: 2, height: 1, labels: Uint16Array.of(300, 0) }, wide, 'grey').samples).toEqual(
      Uint16Array.of(1000, 0),
    );
  });

  it('is RGB with the colours of the classes, also where slots lie beyond those of the mask', () => {
    expect(encoded(labelMap, palette, 'rgb')).toMatchObject({
      channels: 'rgb',
      bitDepth: 8,
      samples: Uint8Array.from([0, 0, 0, 128, 0, 0, 0, 128, 64, 0, 128, 64, 128, 0, 0, 0, 0, 0]),
    });
    expect(encoded({ width: 1, height: 1, labels: Uint8Array.of(0) }, wide, 'rgb').samples).toEqual(new Uint8Array(3));
    expect(encoded({ width: 1, height: 1, labels: Uint16Array.of(300) }, wide, 'rgb').samples).toEqual(
      Uint8Array.of(1, 2, 3),
    );
  });

  it('takes the first of several classes that share an index for its colour', () => {
    const shared = paletteOf({ slot: 0, index: 0, rgb: [9, 9, 9] }, { slot: 1, index: 0, rgb: [7, 7, 7] });
    const { samples, colourTable } = encoded({ width: 2, height: 1, labels: Uint8Array.of(0, 1) }, shared, 'indexed');
    expect([...samples, ...(colourTable ?? [])]).toEqual([0, 0, 9, 9, 9]);
  });

  it('refuses indices beyond 255 in an indexed file and says what helps', () => {
    expect(() => encodeLabelMap({ width: 1, height: 1, labels: Uint8Array.of(0) }, wide, 'indexed')).toThrow(
      expect.objectContaining({
        code: 'invalid-palette',
        message: 'class index 1000 does not fit an indexed PNG, which ends at 255',
        hint: 'export as grey: it has 16 bits then',
      }) as Error,
    );
  });

  it('changes no label map and looks to sharp as its classes are coloured', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.constantFrom(0, 3, 7), { minLength: 20 }),
        async (width, slots) => {
          const height = Math.floor(slots.length / width);
          const labels = Uint8Array.from(slots.slice(0, width * height));
          const colours = new Map(palette.classes.map(({ slot, rgb }) => [slot, rgb]));
          const expected = Uint8Array.from(
            slots.slice(0, width * height).flatMap((slot) => [...(colours.get(slot) ?? []), 255]),
          );
          for (const format of ['indexed', 'rgb'] as const) {
            const bytes = encodeLabelMap({ width, height, labels }, palette, format);
            expect(await decodeWithSharp(bytes, 8)).toEqual(expected);
          }
          expect([...labels]).toEqual(slots.slice(0, width * height));
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('a confidence map', () => {
  it('is an 8-bit grey PNG of its values', () => {
    const confidence = Uint8Array.of(255, 254, 0, 17);
    const { raster } = readPng(encodeConfidence(confidence, { width: 2, height: 2 }), defaultReadLimits);
    expect(raster).toMatchObject({ width: 2, height: 2, channels: 'grey', bitDepth: 8, samples: confidence });
  });
});
