import sharp from 'sharp';
import { writePng } from '../../src/main/codec/png/png-writer.ts';

type Rgb = readonly [number, number, number];

/** Objects as ellipses in a grid on nothing; later rows lie over earlier ones. */
export interface DrawnObjects {
  readonly width: number;
  readonly height: number;
  /** The object at each pixel, from 1; 0 for none. */
  readonly numbers: Uint16Array;
}

export function drawObjects({ columns = 4, rows = 3, cell = 32, shift = 0 } = {}): DrawnObjects {
  const [width, height] = [columns * cell + shift, rows * cell];
  const numbers = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = shift; x < width; x++) {
      const [column, row] = [Math.floor((x - shift) / cell), Math.floor(y / cell)];
      const [dx, dy] = [x - shift - (column + 0.5) * cell, y - (row + 0.5) * cell];
      const wide = cell * (0.32 + 0.1 * ((column + row) % 3));
      if ((dx / wide) ** 2 + (dy / (cell * 0.42)) ** 2 < 1) numbers[y * width + x] = row * columns + column + 1;
    }
  }
  return { width, height, numbers };
}

/** A colour for each object, far from the others of its file, and another one in every file. */
export function objectColours(count: number, seed: number): Rgb[] {
  const chosen: Rgb[] = [[0, 0, 0]];
  for (let state = seed + 1; chosen.length <= count;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const colour: Rgb = [state >>> 24, (state >>> 16) & 255, (state >>> 8) & 255];
    const isFar = chosen.every((other) => other.some((value, i) => Math.abs(value - colour[i]) > 48));
    if (isFar) chosen.push(colour);
  }
  return chosen;
}

export function inColours({ width, height, numbers }: DrawnObjects, colours: readonly Rgb[]): Uint8Array {
  const samples = new Uint8Array(3 * numbers.length);
  for (const [i, number] of numbers.entries()) samples.set(colours[number] ?? [0, 0, 0], 3 * i);
  return writePng({ width, height, channels: 'rgb', bitDepth: 8, samples });
}

/** Levels of 16 bits. */
export function inNumbers({ width, height, numbers }: DrawnObjects, valueOf: (number: number) => number): Uint8Array {
  return writePng({ width, height, channels: 'grey', bitDepth: 16, samples: Uint16Array.from(numbers, valueOf) });
}

/** The same picture as a JPEG of 4:2:0. */
export async function asJpeg420(png: Uint8Array, quality: number): Promise<Uint8Array> {
  return sharp(png).jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer();
}
