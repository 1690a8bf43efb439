import type { JpegImage } from '../jpeg/jpeg-image.ts';

/** More different flat colours than any mask has; those beyond are treated as if they had detail. */
const MAX_GROUPS = 65535;

/** The MCUs of one colour throughout, grouped by their quantised DCs. */
export interface FlatGroups {
  /** Per MCU, row-major: 0 where it has AC coefficients or blocks that differ, else the number of its group plus one. */
  readonly groups: Uint16Array;
  /** Quantised DC per component of every group. */
  readonly dcs: readonly (readonly number[])[];
  /** MCUs in each group. */
  readonly sizes: readonly number[];
  /** MCUs that are in no group. */
  readonly edgeCount: number;
}

/** Finds the MCUs of one colour from their coefficients, without any transform. */
export function groupFlatMcus(image: JpegImage): FlatGroups {
  const groups = new Uint16Array(image.mcusWide * image.mcusHigh);
  const known = new Map<number, number>();
  const dcs: number[][] = [];
  const sizes: number[] = [];
  const values = [0, 0, 0];
  let edgeCount = 0;
  for (let row = 0, mcu = 0; row < image.mcusHigh; row++) {
    for (let column = 0; column < image.mcusWide; column++, mcu++) {
      const group = readFlatDcs(image, { column, row }, values) ? groupOf(known, values, dcs) : 0;
      groups[mcu] = group;
      if (group === 0) edgeCount++;
      else sizes[group - 1] = (sizes[group - 1] ?? 0) + 1;
    }
  }
  return { groups, dcs, sizes, edgeCount };
}

function groupOf(known: Map<number, number>, values: readonly number[], dcs: number[][]): number {
  // 16 bits each: 48 together, exact in a double.
  const key = ((values[0] + 32768) * 65536 + (values[1] + 32768)) * 65536 + (values[2] + 32768);
  const group = known.get(key);
  if (group !== undefined) return group;
  if (dcs.length === MAX_GROUPS) return 0;
  dcs.push([...values]);
  known.set(key, dcs.length);
  return dcs.length;
}

/** Writes the DC of every component to `dcs` and returns true, where all blocks of the MCU have no AC and equal DC. */
function readFlatDcs(image: JpegImage, mcu: { column: number; row: number }, dcs: number[]): boolean {
  for (let index = 0; index < image.components.length; index++) {
    const component = image.components[index];
    const { horizontalSampling, verticalSampling, storedBlocksWide, place, dc } = component;
    const left = mcu.column * horizontalSampling;
    const top = mcu.row * verticalSampling;
    const value = dc[top * storedBlocksWide + left];
    // Blocks beyond the picture only fill up the MCU and tell nothing.
    const right = Math.min(left + horizontalSampling, component.blocksWide);
    const bottom = Math.min(top + verticalSampling, component.blocksHigh);
    for (let y = top; y < bottom; y++) {
      for (let block = y * storedBlocksWide + left; block < y * storedBlocksWide + right; block++) {
        if (place[block] !== 0 || dc[block] !== value) return false;
      }
    }
    dcs[index] = value;
  }
  return true;
}
