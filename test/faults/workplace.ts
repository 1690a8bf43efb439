import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { asJpeg, colours, drawMask, putFiles } from '../api/draw-masks.ts';

const FILES = 14;

/** Masks, JPEG and lossless, large enough that the work on them can be met anywhere. */
export async function makeMasks(folder: string, count = FILES): Promise<string> {
  const { tree, roof, lake } = colours;
  const files: Record<string, Uint8Array> = {};
  for (let place = 0; place < count; place++) {
    const png = drawMask([tree, roof, lake], { size: 200 + 8 * place, shift: 5 * place });
    if (place % 4 === 0) files[`set/${String(place)}.png`] = png;
    else files[`set/${String(place)}.jpg`] = await asJpeg(png, 60 + place);
  }
  return putFiles(folder, files);
}

/** A folder of the life's own, with the program's own folder in it. */
export function makeHome(base: string, name: string): string {
  const folder = join(base, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
