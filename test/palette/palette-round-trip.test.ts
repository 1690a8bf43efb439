import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Palette, PaletteClass, Rgb } from '../../src/shared/model/palette.ts';
import { assemblePalette } from '../../src/shared/palette/assemble-palette.ts';
import { formatPaletteFile, paletteFileFormats, parsePaletteFile } from '../../src/shared/palette/palette-files.ts';
import { presetNames } from '../../src/shared/model/preset-name.ts';
import { presetPalette } from '../../src/shared/palette/presets.ts';

const byte = fc.integer({ min: 0, max: 255 });
const rgb: fc.Arbitrary<Rgb> = fc.tuple(byte, byte, byte);
/** Names as people give them: no control characters, no blanks at the ends. */
const name = fc
  .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
  .map((text) => text.replace(/\p{C}|[\u2028\u2029]/gu, '').trim())
  .filter((text) => text !== '');
const entry = fc.record({ name, rgb, index: fc.integer({ min: 0, max: 300 }) });

/** Colour palettes: at least one colour is not grey, so that indices are free. */
const colourPalette = fc
  .uniqueArray(entry, { minLength: 1, maxLength: 12, selector: ({ index }) => index })
  .filter((entries) => entries.some(({ rgb: [red, green] }) => red !== green))
  .map((entries) =>
    assemblePalette(
      entries.toSorted((a, b) => a.index - b.index),
      { coding: 'colour', source: 'test' },
    ),
  );

const levelPalette = fc
  .uniqueArray(byte, { minLength: 1, maxLength: 12 })
  .map((levels) =>
    levels
      .toSorted((a, b) => a - b)
      .map((level) => ({ name: `level ${level}`, index: level, rgb: [level, level, level] as const })),
  )
  .map((entries) => {
    const isBinary = entries.length === 2 && entries[1].index - entries[0].index >= 64;
    return assemblePalette(entries, { coding: isBinary ? 'binary' : 'grey-index', source: 'test' });
  });

function byIndex({ classes }: Palette): PaletteClass[] {
  return classes.toSorted((a, b) => a.index - b.index);
}

function colours(classes: readonly PaletteClass[]): string[] {
  return classes.map(({ rgb: colour }) => colour.join());
}

describe.each(paletteFileFormats)('a palette written as %s and read again', (format) => {
  const readAgain = (palette: Palette): Palette => parsePaletteFile(format, formatPaletteFile(palette, format));

  it('has the same colours as often', () => {
    fc.assert(
      fc.property(colourPalette, (palette) => {
        expect(colours(readAgain(palette).classes).toSorted()).toEqual(colours(palette.classes).toSorted());
      }),
    );
  });

  it('has the same names where they are different and the format can hold them', () => {
    fc.assert(
      fc.property(colourPalette, (palette) => {
        const names = palette.classes.map((one) => one.name);
        fc.pre(new Set(names).size === names.length && names.every((one) => !/[:#]/.test(one)));
        expect(
          readAgain(palette)
            .classes.map((one) => one.name)
            .toSorted(),
        ).toEqual(names.toSorted());
      }),
    );
  });

  it('is whole where it holds grey levels', () => {
    fc.assert(
      fc.property(levelPalette, (palette) => {
        const again = readAgain(palette);
        expect(again.coding).toBe(palette.coding);
        expect(byIndex(again).map(({ index, name: label, role }) => [index, label, role])).toEqual(
          palette.classes.map(({ index, name: label, role }) => [index, label, role]),
        );
      }),
    );
  });

  it('is a fixed point: written once more it gives the same text', () => {
    fc.assert(
      fc.property(fc.oneof(colourPalette, levelPalette), (palette) => {
        const text = formatPaletteFile(readAgain(palette), format);
        expect(formatPaletteFile(parsePaletteFile(format, text), format)).toBe(text);
      }),
    );
  });

  it.each(presetNames)('is the preset %s, but for the index of a void that is not VOC in lists by place', (preset) => {
    const palette = presetPalette(preset);
    const again = byIndex(readAgain(palette));
    const expected = byIndex(palette);
    const holdsIndices = format.endsWith('.json');
    expect(again.map(({ name: label }) => label)).toEqual(expected.map(({ name: label }) => label));
    expect(colours(again)).toEqual(colours(expected));
    expect(again.map(({ role }) => role)).toEqual(expected.map(({ role }) => role));
    if (holdsIndices || preset !== 'cityscapes') {
      expect(again.map(({ index }) => index)).toEqual(expected.map(({ index }) => index));
    }
  });
});

describe.each(['dataset_meta.json', 'categories.json'] as const)('%s', (format) => {
  it('holds indices whatever they are', () => {
    fc.assert(
      fc.property(colourPalette, (palette) => {
        const again = parsePaletteFile(format, formatPaletteFile(palette, format));
        expect(byIndex(again).map(({ index, rgb: colour }) => [index, colour])).toEqual(
          palette.classes.map(({ index, rgb: colour }) => [index, colour]),
        );
      }),
    );
  });
});

it('labelmap.txt holds indices up to 254 with their gaps, unless the background is not first', () => {
  fc.assert(
    fc.property(colourPalette, (palette) => {
      const background = palette.classes.findIndex(({ role }) => role === 'background');
      fc.pre(background <= 0 && palette.classes.every(({ index }) => index < 255));
      const again = parsePaletteFile('labelmap.txt', formatPaletteFile(palette, 'labelmap.txt'));
      fc.pre(again.coding === 'colour' && !colours(palette.classes).includes('224,224,192'));
      expect(again.classes.map(({ index }) => index)).toEqual(palette.classes.map(({ index }) => index));
    }),
  );
});

it('no text makes the parser fail otherwise than in words', () => {
  const piece = fc.constantFrom(
    'a',
    ':',
    ',',
    '0',
    '255',
    '#',
    'ff00ff',
    '\n',
    '\r',
    '"',
    ' ',
    '\t',
    '{',
    '[',
    ']',
    '}',
    'name,r,g,b\n',
    '"categories"',
    '"id"',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.constantFrom('labelmap.txt', 'a.csv', 'b.json', 'c'),
      (pieces, file) => {
        try {
          expect(parsePaletteFile(file, pieces.join('')).classes.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid-palette' });
        }
      },
    ),
    { numRuns: 2000 },
  );
});
