// The entry of the module: what the host calls, picture by picture and row of MCUs by row of MCUs.
import { EDGE, confidence, gradeRow, setUpConfidence } from './confidence';
import { changedPixels, classColours, countRow, distinctColours, setUpCensus } from './colour-census';
import { fillFlat, flatSample, inverseDct } from './inverse-dct';
import { rowFactors } from './forward-dct-ap922';
import { labelFlatRun, startMcu } from './first-labels';
import { decideMcu, setUpLabeller } from './mcu-labeller';
import { witnessed } from './nearest-class';
import {
  Component,
  certified,
  classes,
  coefficientsOf,
  componentAt,
  componentCount,
  dcsOf,
  groups,
  kinds,
  labels,
  makeRoomFor,
  mcuHeight,
  mcusHigh,
  mcusWide,
  placesOf,
  poolOf,
  samplesOf,
  slotOf,
  width,
} from './picture';
import { findPatches, patches, setUpPatches } from './solid-patches';
import { clearSolidRow } from './solid-classes';

export { chunkAt, countChunk, countsAt, setHistogram } from './histogram';
export { setDct } from './dct-methods';
export { entriesAt, filteredRowsAt, filterPlainRows, plainRowsAt, setRows, takeRowAbove } from './png-rows';
export { reducingMatrixAt } from './reducing-dct';
export * from './search/entry';
export { setPicture, setComponent, setWeights } from './picture';
export {
  acTableAt,
  dcTableAt,
  decodeScanRows,
  scanBytesAt,
  scanDcsAt,
  scanOffset,
  scanOrderAt,
  scanPlacesAt,
  scanPlacesUsed,
  scanPoolAt,
  setScan,
  setScanComponent,
} from './scan';

let placesUsed: i32 = 0;

/** Third step, once the components are known: takes the rest of the memory. */
export function setUp(): void {
  setUpLabeller();
  setUpConfidence();
  setUpCensus();
  setUpPatches();
}

/** Addresses of what the host writes once per component. */
export function codesAt(index: i32): usize {
  return componentAt(index).codes;
}

export function quantisationAt(index: i32): usize {
  return componentAt(index).quantisation;
}

export function basisAt(index: i32): usize {
  return componentAt(index).basis;
}

export function thresholdsAt(index: i32): usize {
  return componentAt(index).thresholds;
}

export function scalesAt(index: i32): usize {
  return componentAt(index).scales;
}

export function ap922FactorsAt(): usize {
  return rowFactors;
}

export function classColoursAt(): usize {
  return classColours;
}

export function witnessedAt(): usize {
  return witnessed;
}

export function confidenceAt(): usize {
  return confidence;
}

export function patchesAt(): usize {
  return patches;
}

/** Address of row `y` of labels, while the band holds it. */
export function labelsAt(y: i32): usize {
  return labels + y * width;
}

/** Addresses in which the host puts the coefficients of a row of MCUs: places, DCs and the pool of places from 1. */
export function placesAt(index: i32, row: i32): usize {
  return placesOf(componentAt(index), row);
}

export function dcsAt(index: i32, row: i32): usize {
  return dcsOf(componentAt(index), row);
}

export function poolAt(index: i32, row: i32): usize {
  return poolOf(componentAt(index), row);
}

/** Addresses of what the host knows of the MCUs of a row. */
export function kindsAt(row: i32): usize {
  return kinds + slotOf(row) * mcusWide;
}

export function classesAt(row: i32): usize {
  return classes + slotOf(row) * mcusWide;
}

export function groupsAt(row: i32): usize {
  return groups + ((slotOf(row) * mcusWide) << 1);
}

export function certifiedAt(row: i32): usize {
  return certified + slotOf(row) * mcusWide;
}

/**
 * Numbers the places of a row, as they stand in the file's pool, anew from 1. Returns the first of them, 0 where there is
 * none, or -1 where others lie between: then they are left as they are.
 */
export function numberPlaces(index: i32, row: i32): i32 {
  const part = componentAt(index);
  const places = placesOf(part, row);
  const end = places + (part.rowBlocks << 2);
  let first: u32 = u32.MAX_VALUE;
  let last: u32 = 0;
  for (let at = places; at < end; at += 4) {
    const place = load<u32>(at);
    // No place, 0, wraps round to the largest number.
    first = min(first, place - 1);
    last = max(last, place);
  }
  placesUsed = 0;
  if (last === 0) return 0;
  if (last - first > <u32>part.rowBlocks) return -1;
  placesUsed = last - first;
  for (let at = places; at < end; at += 4) {
    const place = load<u32>(at);
    if (place !== 0) store<u32>(at, place - first);
  }
  return first + 1;
}

/** How many places the row numbered last takes, in one piece. */
export function numberedPlaces(): i32 {
  return placesUsed;
}

/** Decodes the samples of a row of MCUs whose coefficients are in place. */
function decodeRow(row: i32): void {
  for (let index = 0; index < componentCount; index++) {
    const part = componentAt(index);
    for (let block = 0; block < part.rowBlocks; block++) decodeBlock(part, row, block);
  }
}

/** The same of those MCUs only that are not of one colour throughout. */
function decodeUneven(row: i32): void {
  const line = groupsAt(row);
  for (let index = 0; index < componentCount; index++) {
    const part = componentAt(index);
    for (let block = 0; block < part.rowBlocks; block++) {
      const column = (block % part.storedBlocksWide) / part.horizontalSampling;
      if (load<u16>(line + (column << 1)) === 0) decodeBlock(part, row, block);
    }
  }
}

function decodeBlock(part: Component, row: i32, block: i32): void {
  const line = block / part.storedBlocksWide;
  const column = block - line * part.storedBlocksWide;
  const to = samplesOf(part, row) + <usize>(line * 8 * part.stride + column * 8) * 2;
  const coefficients = coefficientsOf(part, row, block);
  if (load<u32>(placesOf(part, row) + (block << 2)) !== 0) inverseDct(part, coefficients, to, part.stride);
  else fillFlat(flatSample(<i32>load<i16>(coefficients) * <i32>load<u16>(part.quantisation)), to, part.stride);
}

/** Gathers the solid places of a row whose coefficients are in place; returns how many there are. */
export function gatherPatches(row: i32): i32 {
  decodeUneven(row);
  return findPatches(row);
}

/** Decodes a row whose coefficients are in place and gives every MCU of it the labels it shows by itself. */
export function startRow(row: i32): void {
  decodeRow(row);
  makeRoomFor(row);
  clearSolidRow(row);
  const lineKinds = kindsAt(row);
  const lineClasses = classesAt(row);
  for (let column = 0; column < mcusWide; ) {
    let end = column + 1;
    if (load<u8>(lineKinds + column) === EDGE) startMcu(column, row);
    else {
      const position = load<u8>(lineClasses + column);
      while (end < mcusWide && load<u8>(lineKinds + end) !== EDGE && load<u8>(lineClasses + end) === position) end++;
      labelFlatRun(column, end, row, position);
    }
    column = end;
  }
}

/** Decides the edge MCUs of a row; those above and below are started. Returns how many are certified. */
export function decideRow(row: i32): i32 {
  let count = 0;
  const line = certified + slotOf(row) * mcusWide;
  for (let column = 0; column < mcusWide; column++) {
    const isCertified = load<u8>(kindsAt(row) + column) === EDGE && decideMcu(column, row);
    store<u8>(line + column, isCertified ? 1 : 0);
    if (isCertified) count++;
  }
  countRow(row);
  return count;
}

/** Grades a row, once that below it is decided. */
export function gradeDecidedRow(row: i32): void {
  gradeRow(row);
}

export function countedColours(): i32 {
  return distinctColours;
}

export function countedChanges(): i32 {
  return changedPixels;
}
