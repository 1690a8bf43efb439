import type { SearchPart } from './search-part.ts';

/** Pixels of an MCU that lie in the picture. */
export interface PixelArea {
  readonly wide: number;
  readonly high: number;
}

/** How the samples of a component come from the pixels of an MCU. */
export interface PixelEntries {
  /** Per pixel, row-major in the whole MCU, the samples that it is part of: `(block << 8 | position) << 8 | times`. */
  readonly ofPixel: readonly (readonly number[])[];
  /** Per block whether it holds samples of the picture. */
  readonly isReal: readonly boolean[];
}

/** The entries of an MCU, whose pixels beyond the picture replicate its last column and its last row of samples. */
export function pixelEntries(part: SearchPart, area: PixelArea, mcu: PixelArea): PixelEntries {
  const ofPixel = Array.from({ length: mcu.wide * mcu.high }, (): number[] => []);
  const isReal = Array.from({ length: part.blockCount }, () => false);
  const { samplesWide, samplesHigh } = part;
  const lastRow = Math.floor((area.high - 1) / part.cellHigh);
  for (let y = 0; y < part.blocksHigh * samplesHigh; y++) {
    for (let x = 0; x < part.blocksWide * samplesWide; x++) {
      const [column, row] = [Math.floor(x / samplesWide), Math.floor(y / samplesHigh)];
      if (column * samplesWide * part.cellWide >= area.wide || row * samplesHigh * part.cellHigh >= area.high) continue;
      const block = row * part.blocksWide + column;
      const sample = (block << 8) | ((y - row * samplesHigh) * samplesWide + x - column * samplesWide);
      isReal[block] = true;
      for (const [pixel, times] of pixelsUnder(part, { x, y: Math.min(y, lastRow) }, { area, stride: mcu.wide })) {
        ofPixel[pixel].push((sample << 8) | times);
      }
    }
  }
  return { ofPixel, isReal };
}

/** The pixels under a sample, each with how often it counts. */
function pixelsUnder(
  { cellWide, cellHigh }: SearchPart,
  { x, y }: { readonly x: number; readonly y: number },
  { area, stride }: { readonly area: PixelArea; readonly stride: number },
): Map<number, number> {
  const times = new Map<number, number>();
  for (let j = 0; j < cellHigh; j++) {
    const line = Math.min(y * cellHigh + j, area.high - 1) * stride;
    for (let i = 0; i < cellWide; i++) {
      const pixel = line + Math.min(x * cellWide + i, area.wide - 1);
      times.set(pixel, (times.get(pixel) ?? 0) + 1);
    }
  }
  return times;
}
