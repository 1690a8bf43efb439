import { expect } from 'vitest';
import { MaskmendError } from '../../src/shared/errors.ts';
import type { Palette } from '../../src/shared/model/palette.ts';
import { parsePaletteFile } from '../../src/shared/palette/palette-files.ts';

export function rows(palette: Palette): string[] {
  return palette.classes.map(({ index, name, rgb, role }) => `${index} ${name} ${rgb.join(',')} ${role}`);
}

export function errorOf(name: string, text: string): string {
  try {
    parsePaletteFile(name, text);
  } catch (error) {
    expect(error).toBeInstanceOf(MaskmendError);
    if (!(error instanceof MaskmendError)) throw error;
    expect(error.code).toBe('invalid-palette');
    return error.message;
  }
  throw new Error('no error');
}
