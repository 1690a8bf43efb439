// What the search needs of a file: per component the classes' sample values, and how a sample changes the coefficients.
import { resetMemory, take } from '../memory';

const MAX_COMPONENTS = 4;
/** 64 coefficients of 64 samples, in floats. */
const TABLE_BYTES: usize = 64 * 64 * 4;

@unmanaged
export class SearchPart {
  /** Blocks of the component in an MCU, and the number of the first among all of the MCU. */
  blocksWide: i32;
  blocksHigh: i32;
  firstBlock: i32;
  /** Pixels of the picture over one of the 8 x 8 samples that a block decodes to. */
  ratioX: i32;
  ratioY: i32;
  /** Samples that the encoder transformed into one block: 8 x 8, or more where it left reducing to the transform. */
  samplesWide: i32;
  samplesHigh: i32;
  /** Pixels whose mean is such a sample. */
  cellWide: i32;
  cellHigh: i32;
  /** 256 x i32: sample value by class. */
  codes: usize;
  /** Floats, `position * 64 + k`: change of coefficient k, in steps, per level of a sample; and `k * 64 + position`. */
  basis: usize;
  transposed: usize;
  /** 64 x i32: eight times the quantiser's steps; 64 doubles: scales of transforms other than `islow`. */
  eightfoldSteps: usize;
  scales: usize;
  /** By how much a squared level counts in the decoding of cells. */
  weight: f64;
}

export let partCount: i32 = 0;
export let mcuWide: i32 = 0;
export let mcuHigh: i32 = 0;
export let blockCount: i32 = 0;
/** The sizes of a cell: pixels that share a sample of every component. */
export let cellWide: i32 = 1;
export let cellHigh: i32 = 1;
export let classTotal: i32 = 0;

const parts: usize = memory.data(MAX_COMPONENTS * 128, 16);

export function partAt(index: i32): SearchPart {
  return changetype<SearchPart>(parts + (<usize>index << 7));
}

/** First step for a file: takes the memory of whatever was there before. */
export function setTables(count: i32, wide: i32, high: i32, classes: i32): void {
  resetMemory();

  partCount = count;
  mcuWide = wide;
  mcuHigh = high;
  classTotal = classes;
  blockCount = 0;
  cellWide = 1;
  cellHigh = 1;
}

/** Second step, for each component. */
export function setPart(
  index: i32,
  blocksWide: i32,
  blocksHigh: i32,
  ratioX: i32,
  ratioY: i32,
  isReducedByTransform: i32,
  weight: f64,
): void {
  const part = partAt(index);
  part.blocksWide = blocksWide;
  part.blocksHigh = blocksHigh;
  part.firstBlock = blockCount;
  part.ratioX = ratioX;
  part.ratioY = ratioY;
  part.samplesWide = isReducedByTransform ? 8 * ratioX : 8;
  part.samplesHigh = isReducedByTransform ? 8 * ratioY : 8;
  part.cellWide = isReducedByTransform ? 1 : ratioX;
  part.cellHigh = isReducedByTransform ? 1 : ratioY;
  part.weight = weight;
  part.codes = take(1024);
  part.basis = take(<usize>(part.samplesWide * part.samplesHigh) * 256);
  part.transposed = take(TABLE_BYTES);
  part.scales = take(512);
  part.eightfoldSteps = take(256);
  cellWide = max(cellWide, ratioX);
  cellHigh = max(cellHigh, ratioY);
  blockCount += blocksWide * blocksHigh;
}

/** libjpeg's rounding of a sum of `ratioX * ratioY` samples in column `x` of a block. */
// @ts-ignore: decorator
@inline
export function roundSum(part: SearchPart, sum: i32, x: i32): i32 {
  const count = part.cellWide * part.cellHigh;
  if (count === 1) return sum;
  if (part.cellWide === 2 && part.cellHigh === 2) return (sum + 1 + (x & 1)) >> 2;
  if (part.cellWide === 2 && part.cellHigh === 1) return (sum + (x & 1)) >> 1;
  return (sum + (count >> 1)) / count;
}
