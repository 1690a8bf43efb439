import { basename } from 'node:path';
import { constants, open } from '../../file-system.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { Palette } from '../../../shared/model/palette.ts';
import { paletteFromColourTable, parsePaletteFile } from '../../../shared/palette/palette-files.ts';
import { presetNames } from '../../../shared/model/preset-name.ts';
import { presetPalette } from '../../../shared/palette/presets.ts';
import { isPng } from '../../codec/png/png-format.ts';
import { readPng } from '../../codec/png/png-reader.ts';
import { readFailure } from '../../codec/file-failure.ts';

/** Large enough for the COCO annotations of a whole data set, whose categories are a palette. */
const MAX_PALETTE_BYTES = 536_870_912;

/**
 * The palette that a person named: a preset, else a file - a class list in any format of `parsePaletteFile`, or an
 * indexed PNG for its colour table. Throws MaskmendError usage where there is no such thing; invalid-palette,
 * permission-denied, too-large and what `readPng` throws, with the path set.
 */
export async function loadPalette(name: string, limits: ReadLimits): Promise<Palette> {
  const preset = presetNames.find((candidate) => candidate === name.toLowerCase());
  if (preset !== undefined) return presetPalette(preset);
  try {
    const bytes = await readBounded(name);
    return isPng(bytes) ? paletteOfPng(bytes, { name, limits }) : parsePaletteFile(basename(name), decodeText(bytes));
  } catch (error) {
    throw nameFailure(readFailure(error), name);
  }
}

async function readBounded(path: string): Promise<Uint8Array> {
  // A pipe that nobody writes to would block the opening; a regular file does not mind the flag.
  await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const found = await file.stat();
  if (!found.isFile()) throw new MaskmendError('usage', 'is not a file', { hint: 'name a palette file or a preset' });
  if (found.size > MAX_PALETTE_BYTES) {
    throw new MaskmendError(
      'too-large',
      `has ${found.size} bytes; of a palette no more than ${MAX_PALETTE_BYTES} are read`,
    );
  }
  return await file.readFile();
}

function paletteOfPng(bytes: Uint8Array, { name, limits }: { name: string; limits: ReadLimits }): Palette {
  const palette = paletteFromColourTable(readPng(bytes, limits).raster);
  return { ...palette, source: `file ${basename(name)}` };
}

/** Editors on Windows write UTF-16 with a byte order mark; everything else is UTF-8. */
function decodeText(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Told below: bytes that are no text at all.
  }
  throw new MaskmendError('invalid-palette', 'holds no text that can be read as UTF-8', {
    hint: 'a palette is a text file such as labelmap.txt, or an indexed PNG',
  });
}

function nameFailure(error: unknown, name: string): unknown {
  if (!(error instanceof MaskmendError)) return error;
  if (error.code !== 'not-found') return error.at(name);
  return new MaskmendError('usage', 'is neither a palette file nor a preset', {
    path: name,
    hint: `the presets are ${presetNames.join(', ')}`,
  });
}
