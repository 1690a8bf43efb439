import type { JpegComponent, JpegImage } from '../jpeg/jpeg-image.ts';

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

/** Of pictures still in use: several stages ask for the groups of one. */
const known = new WeakMap<JpegImage, FlatGroups>();

/** Finds the MCUs of one colour from their coefficients, without any transform. */
export function groupFlatMcus(image: JpegImage): FlatGroups {
  const groups = known.get(image) ?? findGroups(image);
  known.set(image, groups);
  return groups;
}

function findGroups(image: JpegImage): FlatGroups {
  const groups = new Uint16Array(image.mcusWide * image.mcusHigh).fill(1);
  for (const component of image.components) clearUneven(image, component, groups);
  const numbering = new GroupNumbers();
  const values = [0, 0, 0];
  for (let row = 0, mcu = 0; row < image.mcusHigh; row++) {
    for (let column = 0; column < image.mcusWide; column++, mcu++) {
      if (groups[mcu] === 0) continue;
      readDcs(image, { column, row }, values);
      groups[mcu] = numbering.numberOf(values);
    }
  }
  const flatCount = numbering.sizes.reduce((sum, size) => sum + size, 0);
  return { groups, dcs: numbering.dcs, sizes: numbering.sizes, edgeCount: groups.length - flatCount };
}

/** Sets 0 for the MCUs in which blocks of the component have AC or unlike DCs. */
function clearUneven(image: JpegImage, component: JpegComponent, groups: Uint16Array): void {
  const { horizontalSampling, verticalSampling, storedBlocksWide, blocksWide, blocksHigh, place, dc } = component;
  const { mcusWide } = image;
  for (let y = 0; y < blocksHigh; y++) {
    const row = Math.floor(y / verticalSampling);
    const line = y * storedBlocksWide;
    // Blocks beyond the picture only fill up the MCU and tell nothing.
    const end = line + blocksWide;
    let first = row * verticalSampling * storedBlocksWide;
    let mcu = row * mcusWide;
    for (let from = line; from < end; from += horizontalSampling, first += horizontalSampling, mcu++) {
      const to = Math.min(end, from + horizontalSampling);
      for (let block = from; block < to; block++) {
        if (place[block] !== 0 || dc[block] !== dc[first]) groups[mcu] = 0;
      }
    }
  }
}

function readDcs({ components }: JpegImage, mcu: { column: number; row: number }, dcs: number[]): void {
  for (let index = 0; index < components.length; index++) {
    const { horizontalSampling, verticalSampling, storedBlocksWide, dc } = components[index];
    dcs[index] = dc[mcu.row * verticalSampling * storedBlocksWide + mcu.column * horizontalSampling];
  }
}

/** Numbers flat colours in the order in which they come, from 1. */
class GroupNumbers {
  readonly dcs: number[][] = [];
  readonly sizes: number[] = [];
  private readonly known = new Map<number, number>();
  private last = 0;

  /** The number of a colour, which counts as seen once more; 0 where there are too many. */
  numberOf(values: readonly number[]): number {
    if (this.last === 0 || !this.isLast(values)) this.last = this.find(values);
    if (this.last > 0) this.sizes[this.last - 1]++;
    return this.last;
  }

  /** Most flat MCUs have the colour of the one before. */
  private isLast(values: readonly number[]): boolean {
    const own = this.dcs[this.last - 1];
    return own[0] === values[0] && own[1] === values[1] && own[2] === values[2];
  }

  private find(values: readonly number[]): number {
    // 16 bits each: 48 together, exact in a double.
    const key = ((values[0] + 32768) * 65536 + (values[1] + 32768)) * 65536 + (values[2] + 32768);
    const number = this.known.get(key);
    if (number !== undefined) return number;
    if (this.dcs.length === MAX_GROUPS) return 0;
    this.known.set(key, this.dcs.push([...values]));
    this.sizes.push(0);
    return this.dcs.length;
  }
}
