// The entry of the module: what the host calls, picture by picture and row of MCUs by row of MCUs.
import { EDGE, confidence, gradeRow, setUpConfidence } from './confidence';
import { changedPixels, classColours, countRow, distinctColours, setUpCensus } from './colour-census';
import { fillFlat, flatSample, inverseDct } from './inverse-dct';
import { rowFactors } from './forward-dct-ap922';
import { labelFlat, startMcu } from './first-labels';
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

export * from './search/entry';
export { setDct } from './dct-methods';
export { reducingMatrixAt } from './reducing-dct';
export { setPicture, setComponent, setWeights } from './picture';

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

/** Decodes the samples of a row of MCUs whose coefficients are in place. */
export function decodeRow(row: i32): void {
  for (let index = 0; index < componentCount; index++) {
    const part = componentAt(index);
    for (let block = 0; block < part.rowBlocks; block++) decodeBlock(part, row, block);
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

/** Gathers the solid places of a decoded row; returns how many there are. */
export function gatherPatches(row: i32): i32 {
  return findPatches(row);
}

/** Gives every MCU of a decoded row the labels it shows by itself. */
export function startRow(row: i32): void {
  makeRoomFor(row);
  clearSolidRow(row);
  for (let column = 0; column < mcusWide; column++) {
    if (load<u8>(kindsAt(row) + column) === EDGE) startMcu(column, row);
    else labelFlat(column, row, load<u8>(classesAt(row) + column));
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
