import { describe, expect, it } from 'vitest';
import { parsePaletteFile } from '../../src/shared/palette/palette-files.ts';

describe("Roboflow's table of pixel values", () => {
  it('gives names and indices, which are the grey levels of the masks', () => {
    const palette = parsePaletteFile('train/_classes.csv', 'Pixel Value, Class\r\n0, background\r\n2, leaf blade\r\n');
    expect(palette.coding).toBe('grey-index');
    expect(palette.classes).toMatchObject([
      { index: 0, name: 'background', rgb: [0, 0, 0], role: 'background' },
      { index: 2, name: 'leaf blade', rgb: [2, 2, 2], role: 'class' },
    ]);
  });

  it('is refused with the line where a value is none', () => {
    expect(() => parsePaletteFile('_classes.csv', 'Pixel Value, Class\n0, a\nx, b\n')).toThrow(
      /line 3: expected a pixel value/,
    );
  });
});
