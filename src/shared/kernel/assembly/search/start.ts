// A start for the search from the file's samples alone: every cell of pixels that share a chroma sample is decoded by
// itself, all its pixels together, over the whole label set.
import { take } from '../memory';
import { STRIDE, coefficients, high, origin, wide } from './mcu';
import { allCount, labelSet, nearCount } from './label-set';
import { SearchPart, blockCount, cellHigh, cellWide, partAt, partCount } from './tables';

/** Labels that a pixel of a cell may take, the cheapest by luma. */
const CHOICES = 6;
const MAX_CELL = 4;
/** What another label in a cell costs, and one that nothing near shows. */
const SECOND_LABEL: f64 = 2.5;
const FAR_LABEL: f64 = 2;

/** Per block 64 samples, floats. */
let planes: usize = 0;

const choiceLabels: usize = memory.data(MAX_CELL * CHOICES, 16);
const choiceCosts: usize = memory.data(MAX_CELL * CHOICES * 8, 16);
const leastFrom: usize = memory.data((MAX_CELL + 1) * 8, 16);
const chosen: usize = memory.data(MAX_CELL, 16);
const best: usize = memory.data(MAX_CELL, 16);
let cellPixels: i32 = 0;
let least: f64 = 0;
let choiceCount: i32 = 0;
let cellX: i32 = 0;
let cellY: i32 = 0;

export function takeStart(): void {
  planes = take(<usize>blockCount * 256);
}

function decodePlanes(): void {
  for (let index = 0; index < partCount; index++) {
    const part = partAt(index);
    const count = part.blocksWide * part.blocksHigh;
    for (let i = 0; i < count; i++) decodeBlock(part, part.firstBlock + i);
  }
}

function decodeBlock(part: SearchPart, block: i32): void {
  const out = planes + (<usize>block << 8);
  for (let p: usize = 0; p < 256; p += 16) v128.store(out + p, f32x4.splat(128));
  const stored = coefficients + (<usize>block << 7);
  for (let k = 0; k < 64; k++) {
    const value = <i32>load<i16>(stored + (k << 1));
    if (value === 0) continue;
    const step = <f32>(load<i32>(part.eightfoldSteps + (k << 2)) >> 3);
    const factor = f32x4.splat(<f32>value * step * step);
    const row = part.transposed + (<usize>k << 8);
    for (let p: usize = 0; p < 256; p += 16) {
      v128.store(out + p, f32x4.add(v128.load(out + p), f32x4.mul(factor, v128.load(row + p))));
    }
  }
}

/** The file's sample of a component over a pixel. */
// @ts-ignore: decorator
@inline
function sampleOver(part: SearchPart, x: i32, y: i32): f64 {
  const sx = x / part.ratioX;
  const sy = y / part.ratioY;
  const block = part.firstBlock + (sy >> 3) * part.blocksWide + (sx >> 3);
  return <f64>load<f32>(planes + (<usize>block << 8) + ((((sy & 7) << 3) | (sx & 7)) << 2));
}

/** Writes the decoded labels into the window; leaves it where cells are too large to try all their labels. */
export function startFromSamples(): void {
  decodePlanes();
  if (cellWide * cellHigh > MAX_CELL) return;
  for (let y = 0; y < high; y += cellHigh) {
    for (let x = 0; x < wide; x += cellWide) decodeCell(x, y, min(cellWide, wide - x), min(cellHigh, high - y));
  }
}

function decodeCell(x: i32, y: i32, w: i32, h: i32): void {
  cellX = x;
  cellY = y;
  cellPixels = w * h;
  choiceCount = min(CHOICES, allCount);
  for (let pixel = 0; pixel < cellPixels; pixel++) rankLabels(pixel, x + (pixel % w), y + pixel / w);
  store<f64>(leastFrom + (<usize>cellPixels << 3), 0);
  for (let pixel = cellPixels - 1; pixel >= 0; pixel--) {
    const next = load<f64>(leastFrom + (<usize>(pixel + 1) << 3));
    store<f64>(leastFrom + (<usize>pixel << 3), next + load<f64>(choiceCosts + (<usize>(pixel * CHOICES) << 3)));
  }
  least = Infinity;
  branch(0, 0);
  for (let pixel = 0; pixel < cellPixels; pixel++) {
    store<u8>(origin + (y + pixel / w) * STRIDE + x + (pixel % w), load<u8>(best + pixel));
  }
}

/** The labels that fit a pixel's full-resolution samples best, the best first. */
function rankLabels(pixel: i32, x: i32, y: i32): void {
  const labels = choiceLabels + pixel * CHOICES;
  const costs = choiceCosts + (<usize>(pixel * CHOICES) << 3);
  let count = 0;
  for (let i = 0; i < allCount; i++) {
    const label = load<u8>(labelSet + i);
    let cost = i < nearCount ? 0 : FAR_LABEL;
    for (let index = 0; index < partCount; index++) {
      const part = partAt(index);
      if (part.ratioX !== 1 || part.ratioY !== 1) continue;
      const difference = sampleOver(part, x, y) - <f64>load<i32>(part.codes + (<usize>label << 2));
      cost += difference * difference * part.weight;
    }
    let rank = count;
    while (rank > 0 && cost < load<f64>(costs + (<usize>(rank - 1) << 3))) {
      if (rank < choiceCount) {
        store<f64>(costs + (<usize>rank << 3), load<f64>(costs + (<usize>(rank - 1) << 3)));
        store<u8>(labels + rank, load<u8>(labels + rank - 1));
      }
      rank--;
    }
    if (rank < choiceCount) {
      store<f64>(costs + (<usize>rank << 3), cost);
      store<u8>(labels + rank, label);
    }
    if (count < choiceCount) count++;
  }
}

function branch(pixel: i32, cost: f64): void {
  if (cost + load<f64>(leastFrom + (<usize>pixel << 3)) >= least) return;
  if (pixel === cellPixels) {
    const whole = cost + chromaCost();
    if (whole >= least) return;
    least = whole;
    for (let i = 0; i < cellPixels; i++) store<u8>(best + i, load<u8>(chosen + i));
    return;
  }
  for (let i = 0; i < choiceCount; i++) {
    const label = load<u8>(choiceLabels + pixel * CHOICES + i);
    let isNew = pixel > 0;
    for (let j = 0; j < pixel; j++) if (load<u8>(chosen + j) === label) isNew = false;
    store<u8>(chosen + pixel, label);
    const own = load<f64>(choiceCosts + (<usize>(pixel * CHOICES + i) << 3));
    branch(pixel + 1, cost + own + (isNew ? SECOND_LABEL : 0));
  }
}

function chromaCost(): f64 {
  let cost: f64 = 0;
  for (let index = 0; index < partCount; index++) {
    const part = partAt(index);
    if (part.ratioX === 1 && part.ratioY === 1) continue;
    let sum: f64 = 0;
    for (let i = 0; i < cellPixels; i++) sum += <f64>load<i32>(part.codes + (<usize>load<u8>(chosen + i) << 2));
    const difference = sampleOver(part, cellX, cellY) - sum / <f64>cellPixels;
    cost += difference * difference * part.weight;
  }
  return cost;
}
