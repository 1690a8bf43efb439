import { resetMemory, take } from './memory';

/** Rows of MCUs whose samples and coefficients are kept: the one that is worked on, the one above and the one below. */
const KEPT_ROWS = 3;
/** Rows of MCUs that the band of labels holds before it is moved on. */
const BAND_ROWS = 12;

@unmanaged
export class Component {
  horizontalSampling: i32;
  verticalSampling: i32;
  blocksWide: i32;
  blocksHigh: i32;
  storedBlocksWide: i32;
  /** Picture pixels per sample, powers of two, and their logarithms. */
  ratioX: i32;
  ratioY: i32;
  shiftX: i32;
  shiftY: i32;
  /** Samples in the picture, without padding. */
  width: i32;
  height: i32;
  /** Samples between two rows, and in a row of MCUs. */
  stride: i32;
  rowSamples: i32;
  /** Blocks in a row of MCUs. */
  rowBlocks: i32;
  weight: f64;
  tolerance: i32;
  nearestWeight: f64;
  /** 256 bytes: sample value by class. */
  codes: usize;
  /** 64 quantiser steps, 16 bits; eight times each, 32 bits; and the inverse of that, floats. */
  quantisation: usize;
  eightfoldSteps: usize;
  inverseSteps: usize;
  /** What outputs of the transform are divided by or multiplied with, 64 of 64 bits; not for `islow`. */
  scales: usize;
  /** Per kept row: 16-bit samples; places (32 bits, 0 = no AC) and DCs of blocks; 64 coefficients per place. */
  samples: usize;
  places: usize;
  dcs: usize;
  pool: usize;
  /** Floats: 64 x 64 changes of coefficients per level of a sample; 64 thresholds; offsets of the blocks of an MCU. */
  basis: usize;
  thresholds: usize;
  offsets: usize;
  /** One row at picture resolution, 8 bits. */
  upsampled: usize;
  /** How far the samples of a solid patch may range. */
  patchRange: i32;
}

export let width: i32 = 0;
export let height: i32 = 0;
export let mcusWide: i32 = 0;
export let mcusHigh: i32 = 0;
export let mcuWidth: i32 = 0;
export let mcuHeight: i32 = 0;
export let cellWidth: i32 = 0;
export let cellHeight: i32 = 0;
export let classCount: i32 = 0;
/** 0 grey, 1 YCbCr, 2 RGB. */
export let colourModel: i32 = 0;
export let componentCount: i32 = 0;
/** Label of pixel (x, y) stands at `labels + y * width + x`, for the rows that the band holds. */
export let labels: usize = 0;
/** Per kept row: kind, class and certificate (8 bits) and group (16 bits) of MCUs. */
export let kinds: usize = 0;
export let classes: usize = 0;
export let certified: usize = 0;
export let groups: usize = 0;

let components: usize = 0;
let band: usize = 0;
let bandTop: i32 = 0;

export function componentAt(index: i32): Component {
  return changetype<Component>(components + <usize>index * offsetof<Component>());
}

/** First step for a picture; `sizes` are those of an MCU and of a cell: width | height << 8 | ... << 16 | ... << 24. */
export function setPicture(w: i32, h: i32, wide: i32, high: i32, sizes: i32, count: i32, model: i32, parts: i32): void {
  resetMemory();
  width = w;
  height = h;
  mcusWide = wide;
  mcusHigh = high;
  mcuWidth = sizes & 255;
  mcuHeight = (sizes >> 8) & 255;
  cellWidth = (sizes >> 16) & 255;
  cellHeight = sizes >>> 24;
  classCount = count;
  colourModel = model;
  componentCount = parts;
  components = take(<usize>parts * offsetof<Component>());
  band = take(<usize>w * mcuHeight * BAND_ROWS);
  bandTop = 0;
  labels = band;
  kinds = take(wide * KEPT_ROWS);
  classes = take(wide * KEPT_ROWS);
  certified = take(wide * KEPT_ROWS);
  groups = take(wide * KEPT_ROWS * 2);
}

/** Second step, for each component: takes its memory. */
export function setComponent(
  index: i32,
  h: i32,
  v: i32,
  wide: i32,
  high: i32,
  stored: i32,
  ratioX: i32,
  ratioY: i32,
): void {
  const part = componentAt(index);
  part.horizontalSampling = h;
  part.verticalSampling = v;
  part.blocksWide = wide;
  part.blocksHigh = high;
  part.storedBlocksWide = stored;
  part.ratioX = ratioX;
  part.ratioY = ratioY;
  part.shiftX = ctz(ratioX);
  part.shiftY = ctz(ratioY);
  part.width = (width + ratioX - 1) / ratioX;
  part.height = (height + ratioY - 1) / ratioY;
  part.stride = stored * 8;
  part.rowBlocks = stored * v;
  part.rowSamples = part.rowBlocks * 64;
  takeArrays(part);
}

function takeArrays(part: Component): void {
  const blocks = <usize>part.rowBlocks * KEPT_ROWS;
  part.codes = take(256);
  part.quantisation = take(128);
  part.eightfoldSteps = take(256);
  part.inverseSteps = take(256);
  part.scales = take(512);
  part.samples = take(blocks * 128);
  part.places = take(blocks * 4);
  part.dcs = take(blocks * 2);
  part.pool = take((blocks + KEPT_ROWS) * 128);
  part.basis = take(4096 * 4);
  part.thresholds = take(64 * 4);
  part.offsets = take(16 * 64 * 4);
  part.upsampled = take(width + 32);
}

/** What the labelling needs of a component beside its sizes; call it when codes and quantisation are written. */
export function setWeights(index: i32, weight: f64, tolerance: f64, nearestWeight: f64, patchRange: f64): void {
  const part = componentAt(index);
  part.weight = weight;
  // Samples are whole: one lies beyond the tolerance where it lies beyond its whole part.
  part.tolerance = <i32>Math.floor(tolerance);
  part.nearestWeight = nearestWeight;
  part.patchRange = <i32>Math.floor(patchRange);
  for (let k: usize = 0; k < 64; k++) {
    const step = 8 * <i32>load<u16>(part.quantisation + k * 2);
    store<i32>(part.eightfoldSteps + k * 4, step);
    store<f32>(part.inverseSteps + k * 4, <f32>(1 / <f64>step));
  }
}

/** Where a kept row of MCUs begins among three. */
export function slotOf(row: i32): i32 {
  return row % KEPT_ROWS;
}

export function samplesOf(part: Component, row: i32): usize {
  return part.samples + (<usize>slotOf(row) * part.rowSamples) * 2;
}

export function placesOf(part: Component, row: i32): usize {
  return part.places + (<usize>slotOf(row) * part.rowBlocks) * 4;
}

export function dcsOf(part: Component, row: i32): usize {
  return part.dcs + (<usize>slotOf(row) * part.rowBlocks) * 2;
}

/** 64 coefficients per place; place 0 is all zero but for its DC, which is written when asked for. */
export function poolOf(part: Component, row: i32): usize {
  return part.pool + (<usize>slotOf(row) * (part.rowBlocks + 1)) * 128;
}

/** The 64 quantised coefficients of a block, counted within its row of MCUs; valid until the next is asked for. */
export function coefficientsOf(part: Component, row: i32, block: i32): usize {
  const at = poolOf(part, row) + (<usize>load<u32>(placesOf(part, row) + <usize>block * 4)) * 128;
  store<i16>(at, load<i16>(dcsOf(part, row) + <usize>block * 2));
  return at;
}

/** Moves the band of labels on where it cannot hold `row`; keeps the three rows of MCUs above it. */
export function makeRoomFor(row: i32): void {
  if (row - bandTop < BAND_ROWS) return;
  const top = row - 3;
  const rowBytes = <usize>width * mcuHeight;
  memory.copy(band, band + <usize>(top - bandTop) * rowBytes, 3 * rowBytes);
  bandTop = top;
  // Lies before the band; sums with a row's offset come out in it again, modulo 2^32.
  labels = band - <usize>top * rowBytes;
}
