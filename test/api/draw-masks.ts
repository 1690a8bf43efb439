import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { writePng } from '../../src/main/codec/png/png-writer.ts';

type Rgb = readonly [number, number, number];

export const colours = {
  ground: [0, 0, 0],
  tree: [0, 128, 0],
  roof: [200, 30, 30],
  lake: [20, 60, 220],
} as const satisfies Record<string, Rgb>;

/** A field of one colour with discs of others: flat areas, curved boundaries. */
export function drawMask(
  discs: readonly Rgb[],
  { size = 96, background = colours.ground, shift = 0 } = {},
): Uint8Array {
  const samples = new Uint8Array(3 * size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) samples.set(colourAt(x + shift, y, { discs, size, background }), 3 * (y * size + x));
  }
  return writePng({ width: size, height: size, channels: 'rgb', bitDepth: 8, samples });
}

function colourAt(
  x: number,
  y: number,
  { discs, size, background }: { discs: readonly Rgb[]; size: number; background: Rgb },
): Rgb {
  const place = discs.findIndex((_, disc) => {
    const [cx, cy] = [((disc % 2) * 2 + 1) * (size / 4), (Math.floor(disc / 2) * 2 + 1) * (size / 4)];
    return (x - cx) ** 2 + (y - cy) ** 2 < (size / 5) ** 2;
  });
  return discs.at(place < 0 ? Infinity : place) ?? background;
}

/** The same picture, saved as JPEG. */
export async function asJpeg(png: Uint8Array, quality = 75): Promise<Uint8Array> {
  return sharp(png).jpeg({ quality }).toBuffer();
}

/** A picture of many colours, as a photo is. */
export async function drawPhoto(seed: number, size = 96): Promise<Uint8Array> {
  const samples = new Uint8Array(3 * size * size);
  for (let at = 0; at < samples.length; at++) samples[at] = ((at + seed) * 2654435761) >>> 24;
  return sharp(samples, { raw: { width: size, height: size, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Puts files into a folder, making the folders they need; gives its path. */
export function putFiles(folder: string, files: Readonly<Record<string, Uint8Array>>): string {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}
