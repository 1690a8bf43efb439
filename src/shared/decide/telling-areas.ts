import { cropMcus, type McuArea } from '../jpeg/crop-mcus.ts';
import type { JpegImage } from '../jpeg/jpeg-image.ts';
import { groupFlatMcus } from '../forward/flat-groups.ts';
import type { Triple } from '../palette/file-evidence.ts';

/** Areas are so many pixels on a side, or a few more: the labels of one take a few dozen milliseconds. */
const SIDE = 384;
/** Smaller pictures are one area. */
const WHOLE_PIXELS = 2 * SIDE * SIDE;
const MOST_AREAS = 2;

/**
 * The parts of a file that tell most of the exact colours of some classes: those with most MCUs of several classes beside
 * MCUs of theirs alone. `levels`: of each such class in the file's components.
 */
export function cropTellingAreas(image: JpegImage, levels: readonly Triple[]): JpegImage[] {
  if (image.width * image.height <= WHOLE_PIXELS) return [image];
  const areas = areasOfMost(image, edgesBeside(image, levels), { side: SIDE, most: MOST_AREAS });
  return areas.map((area) => cropMcus(image, area));
}

/** Squares of some pixels on a side, or a few more, in which the counts of MCUs sum up to most; they do not overlap much. */
export function areasOfMost(
  image: JpegImage,
  counts: Float64Array,
  { side, most: mostAreas }: { readonly side: number; readonly most: number },
): McuArea[] {
  const { mcusWide, mcusHigh } = image;
  const wide = Math.min(mcusWide, Math.ceil(side / (8 * image.maxHorizontalSampling)));
  const high = Math.min(mcusHigh, Math.ceil(side / (8 * image.maxVerticalSampling)));
  const found: McuArea[] = [];
  while (found.length < mostAreas) {
    let most = 0;
    let best: McuArea | undefined;
    for (let row = 0; row + high <= mcusHigh; row += Math.max(1, high >> 2)) {
      for (let column = 0; column + wide <= mcusWide; column += Math.max(1, wide >> 2)) {
        const area = { column, row, wide, high };
        const count = sumIn(counts, area, mcusWide);
        if (count > most) [most, best] = [count, area];
      }
    }
    if (best === undefined) break;
    found.push(best);
    for (let row = best.row; row < best.row + high; row++) {
      counts.fill(0, row * mcusWide + best.column, row * mcusWide + best.column + wide);
    }
  }
  return found;
}

function sumIn(counts: Float64Array, { column, row, wide, high }: McuArea, mcusWide: number): number {
  let sum = 0;
  for (let y = row; y < row + high; y++) for (let x = column; x < column + wide; x++) sum += counts[y * mcusWide + x];
  return sum;
}

/** Of every edge MCU how many of the classes its neighbours show, and a little for being one. */
function edgesBeside(image: JpegImage, levels: readonly Triple[]): Float64Array {
  const { mcusWide, mcusHigh } = image;
  const { groups, dcs } = groupFlatMcus(image);
  const classOf = dcs.map((dc) => levels.findIndex((level) => isOf(image, dc, level)));
  return Float64Array.from(groups, (group, mcu) => {
    if (group !== 0) return 0;
    const [column, row] = [mcu % mcusWide, Math.floor(mcu / mcusWide)];
    const beside = new Set<number>();
    for (let y = Math.max(0, row - 1); y <= Math.min(mcusHigh - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(mcusWide - 1, column + 1); x++) {
        const other = groups[y * mcusWide + x];
        if (other > 0 && classOf[other - 1] >= 0) beside.add(classOf[other - 1]);
      }
    }
    return beside.size + 1 / 8;
  });
}

/** Whether a flat MCU may be of a class: to a step and a half. */
function isOf(image: JpegImage, dcs: readonly number[], level: Triple): boolean {
  return image.components.every(({ quantisation: [step] }, index) => {
    return Math.abs((dcs[index] * step) / 8 + 128 - level[index]) <= (1.5 * step) / 8;
  });
}
