import { describe, expect, it } from 'vitest';
import { parsePaletteFile } from '../../src/shared/palette/palette-files.ts';
import { paletteWarnings } from '../../src/shared/palette/palette-warnings.ts';
import { presetPalette } from '../../src/shared/palette/presets.ts';

function warningsOf(labelmap: string): string[] {
  return paletteWarnings(parsePaletteFile('labelmap.txt', labelmap));
}

describe('warnings about a palette', () => {
  it('are none for an ordinary one', () => {
    for (const name of ['voc', 'cityscapes', 'camvid', 'camvid11', 'binary', 'binary01', 'trimap'] as const) {
      expect(paletteWarnings(presetPalette(name))).toEqual([]);
    }
  });

  it('name the classes of one colour', () => {
    expect(warningsOf('a:1,2,3::\nb:1,2,3::\nc:200,2,3::')).toEqual([
      '"a" and "b" share the colour #010203: in a colour mask it stands for the first',
    ]);
    expect(paletteWarnings(presetPalette('ade20k'))[0]).toContain('"road" and "skyscraper" share the colour #8c8c8c');
  });

  it('name colours a few levels apart, but not pages of them', () => {
    expect(warningsOf('a:0,0,0::\nb:100,50,50::\nc:100,57,50::')).toEqual([
      '"b" and "c" have nearly one colour: JPEG may mix them up',
    ]);
    expect(paletteWarnings(presetPalette('ade20k')).length).toBeLessThan(10);
  });

  it('name a black class beside a background of another colour', () => {
    expect(warningsOf('background:9,200,9::\ntar:0,0,0::')).toEqual([
      '"tar" is black, but "background" is the background: tools that expect a black background mix them up',
    ]);
  });

  it('take no time over a palette of instances', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `#${(i * 831).toString(16).padStart(6, '0')}`);
    const palette = parsePaletteFile('colours.txt', lines.join('\n'));
    const started = performance.now();
    paletteWarnings(palette);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
