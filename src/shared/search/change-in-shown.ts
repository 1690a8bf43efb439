import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import { throwIfStopped } from '../repair/throw-if-stopped.ts';
import type { SearchedPicture } from './searched-picture.ts';

/**
 * How many more pixels of the file, as other programs decode it, differ from the colour of their class under the labels
 * that were found than under those that were decided; of the MCUs named. Throws `cancelled` when `shouldStop` turns true.
 */
export function changeInShown(picture: SearchedPicture, isCounted: (mcu: number) => boolean = () => true): number {
  const { image } = picture.input.model;
  const line: ShownLine = { decoder: new PixelDecoder(image), pixels: new Uint32Array(image.width + 8) };
  const rows = Map.groupBy(picture.changed.filter(isCounted).filter(isChangedIn(picture)), (mcu) =>
    Math.floor(mcu / image.mcusWide),
  );
  let change = 0;
  for (const mcus of rows.values()) {
    throwIfStopped(picture.input.shouldStop);
    const { top, bottom } = picture.areaOf(mcus[0]);
    for (let y = top; y < bottom; y++) change += changeInLine(picture, { mcus, y }, line);
  }
  return change;
}

interface ShownLine {
  readonly decoder: PixelDecoder;
  readonly pixels: Uint32Array;
}

function isChangedIn(picture: SearchedPicture): (mcu: number) => boolean {
  return (mcu) => {
    const decided = picture.decidedLabels(mcu);
    const { left, top, right, bottom, width } = picture.areaOf(mcu);
    let at = 0;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) if (picture.labels[y * width + x] !== decided[at++]) return true;
    }
    return false;
  };
}

/** Of one line of pixels, in the MCUs named, left to right. */
function changeInLine(
  picture: SearchedPicture,
  { mcus, y }: { readonly mcus: readonly number[]; readonly y: number },
  { decoder, pixels }: ShownLine,
): number {
  const { labels, input } = picture;
  const from = picture.areaOf(mcus[0]).left;
  decoder.decodeSpan({ y, from, to: picture.areaOf(mcus[mcus.length - 1]).right }, pixels);
  let change = 0;
  for (const mcu of mcus) {
    const { left, right, top, width } = picture.areaOf(mcu);
    const decided = picture.decidedLabels(mcu);
    for (let x = left; x < right; x++) {
      const before = decided[(y - top) * (right - left) + x - left];
      const after = labels[y * width + x];
      if (before === after) continue;
      if (pixels[x] === input.classColours[before]) change++;
      if (pixels[x] === input.classColours[after]) change--;
    }
  }
  return change;
}
