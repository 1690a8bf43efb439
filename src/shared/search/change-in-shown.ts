import { PixelDecoder } from '../jpeg/decode-pixels.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { throwIfStopped } from '../should-stop.ts';
import type { SearchedPicture } from './searched-picture.ts';

/**
 * How many more pixels of the file, as other programs decode it, differ from the colour of their class under the labels
 * that were found than under those that were decided; of the MCUs named. Throws `cancelled` when `shouldStop` turns true.
 */
export function changeInShown(picture: SearchedPicture, isCounted: (mcu: number) => boolean = () => true): number {
  const { image } = picture.input.model;
  const changed = picture.changed.filter(isCounted).filter(isChangedIn(picture));
  const decoder = new PixelDecoder(image, withNeighbours(changed, image));
  const line: ShownLine = { decoder, pixels: new Uint32Array(image.width + 8) };
  let change = 0;
  for (const run of runsOf(changed, image)) {
    throwIfStopped(picture.input.shouldStop);
    const { top, bottom } = picture.areaOf(run[0]);
    for (let y = top; y < bottom; y++) change += changeInLine(picture, { mcus: run, y }, line);
  }
  return change;
}

/** 1 for the MCUs named and those beside them, whose samples show in theirs. */
function withNeighbours(mcus: readonly number[], { mcusWide, mcusHigh }: JpegImage): Uint8Array {
  const asked = new Uint8Array(mcusWide * mcusHigh);
  for (const mcu of mcus) {
    const column = mcu % mcusWide;
    const row = Math.floor(mcu / mcusWide);
    for (let y = Math.max(0, row - 1); y <= Math.min(mcusHigh - 1, row + 1); y++) {
      asked.fill(1, y * mcusWide + Math.max(0, column - 1), y * mcusWide + Math.min(mcusWide, column + 2));
    }
  }
  return asked;
}

/** MCUs in rising order, as runs of neighbours in one row. */
function runsOf(mcus: readonly number[], { mcusWide }: JpegImage): readonly number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  for (const mcu of mcus) {
    const isNext = run.length > 0 && mcu === run[run.length - 1] + 1 && mcu % mcusWide > 0;
    if (!isNext) runs.push((run = []));
    run.push(mcu);
  }
  return runs;
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

/** Of one line of pixels, in a run of MCUs. */
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
