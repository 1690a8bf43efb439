// Specks: pixels that stand on a ground of one label, and that nothing near tells of.
import { addFlip, beginTry, changeOfTry, keepTry, takeBackTry } from './change';
import { changeOfFlip, energy, isBest, returnToBest, tryFlip } from './energy';
import { allCount, labelSet } from './label-set';
import { OUTSIDE, STRIDE, high, isReproduced, labelAt, measure, origin, totalViolation, wide } from './mcu';
import { addRival } from './rivals';
import { mcuWide } from './tables';

const LOWER: f64 = -1e-9;

/** A label that so many of 8 pixels have is the ground on which the others stand. */
const GROUND_OF_8 = 6;
/** Pixels that stand on a ground, at most. */
const MOST_SPECKS = 24;

/**
 * Begins anew with the ground alone, and changes pixel by pixel, each time the one that lowers the energy most: of specks
 * nothing near tells where they are, and one that is put wrong holds the others in wrong places. False where there is no
 * ground.
 */
export function descendFromGround(): bool {
  const ground = findGround();
  if (ground === OUTSIDE) return false;
  for (let y = 0; y < high; y++) memory.fill(origin + y * STRIDE, ground, wide);
  measure();
  for (let i = 0; i < MOST_SPECKS; i++) if (!changeBest()) break;
  return true;
}

function findGround(): u8 {
  for (let i = 0; i < allCount; i++) {
    const label = load<u8>(labelSet + i);
    let count = 0;
    for (let y = 0; y < high; y++) {
      for (let x = 0; x < wide; x++) count += i32(load<u8>(origin + y * STRIDE + x) === label);
    }
    if (8 * count >= GROUND_OF_8 * wide * high) return label;
  }
  return OUTSIDE;
}

function changeBest(): bool {
  let best = LOWER;
  let bestPixel = -1;
  let bestLabel: u8 = 0;
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const own = load<u8>(origin + y * STRIDE + x);
      for (let i = 0; i < allCount; i++) {
        const label = load<u8>(labelSet + i);
        if (label === own) continue;
        const change = changeOfFlip(y * mcuWide + x, label, best);
        if (change >= best) continue;
        best = change;
        bestPixel = y * mcuWide + x;
        bestLabel = label;
      }
    }
  }
  return bestPixel >= 0 && tryFlip(bestPixel, bestLabel, LOWER);
}

/** Of more specks than this others keep each in its place. */
const MOST_MOVED = 4;
/** Places that are tried together with others, those that fit best by themselves. */
const PLACES = 24;
/** Labels that miss the file by more do not reproduce it. */
const NEARLY_MET: f64 = 0.05;

const specks: usize = memory.data(MOST_MOVED * 4, 16);
const placePixels: usize = memory.data(PLACES * 4, 16);
const placeLabels: usize = memory.data(PLACES, 16);
const placeEnergies: usize = memory.data(PLACES * 8, 16);
let placeCount: i32 = 0;

/**
 * Moves the specks of labels that reproduce the MCU, one and two at a time, to wherever they reproduce it as well, and
 * remembers such labels as rivals: sampling, which moves pixels step by step, does not find them. Leaves the best labels.
 * Returns whether it found any.
 */
export function addSpeckRivals(): bool {
  const ground = findGround();
  if (ground === OUTSIDE) return false;
  const count = findSpecks(ground);
  let isFound = false;
  for (let first = 0; first < count; first++) {
    for (let second = first; second < count; second++) if (moveSpecks(first, second, ground)) isFound = true;
  }
  if (count > 0) returnToBest();
  return isFound;
}

/** Finds the specks; 0 where there are too many, or one belongs to something outside the MCU. */
function findSpecks(ground: u8): i32 {
  let count = 0;
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const at = origin + y * STRIDE + x;
      if (load<u8>(at) === ground) continue;
      if (count === MOST_MOVED || goesOnOutside(x, y, at)) return 0;
      store<i32>(specks + (count << 2), y * mcuWide + x);
      count++;
    }
  }
  return count;
}

function goesOnOutside(x: i32, y: i32, at: usize): bool {
  const own = load<u8>(at);
  for (let down = -1; down <= 1; down++) {
    for (let along = -1; along <= 1; along++) {
      const isInside = x + along >= 0 && x + along < wide && y + down >= 0 && y + down < high;
      if (!isInside && load<u8>(at + down * STRIDE + along) === own) return true;
    }
  }
  return false;
}

function moveSpecks(first: i32, second: i32, ground: u8): bool {
  returnToBest();
  store<u8>(labelAt(load<i32>(specks + (first << 2))), ground);
  store<u8>(labelAt(load<i32>(specks + (second << 2))), ground);
  measure();
  findPlaces(ground);
  let isFound = false;
  for (let i = 0; i < placeCount; i++) {
    const pixel = load<i32>(placePixels + (i << 2));
    setLabel(pixel, load<u8>(placeLabels + i));
    if (first === second) {
      if (addIfReproduced()) isFound = true;
    } else {
      for (let j = i + 1; j < placeCount; j++) {
        const other = load<i32>(placePixels + (j << 2));
        if (other === pixel || !isNearlyMetWith(other, load<u8>(placeLabels + j))) continue;
        setLabel(other, load<u8>(placeLabels + j));
        if (addIfReproduced()) isFound = true;
        setLabel(other, ground);
      }
    }
    setLabel(pixel, ground);
  }
  return isFound;
}

/** Finds the places at which one speck more fits best. */
function findPlaces(ground: u8): void {
  placeCount = 0;
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      if (load<u8>(origin + y * STRIDE + x) !== ground) continue;
      for (let i = 0; i < allCount; i++) {
        const label = load<u8>(labelSet + i);
        if (label !== ground) addPlace(y * mcuWide + x, label);
      }
    }
  }
}

/** Keeps the places in the order of their energies; of equal ones the first found goes first. */
function addPlace(pixel: i32, label: u8): void {
  const worst = placeCount < PLACES ? Infinity : load<f64>(placeEnergies + ((PLACES - 1) << 3));
  const energy = changeOfFlip(pixel, label, worst);
  if (energy >= worst) return;
  let at = placeCount < PLACES ? placeCount++ : PLACES - 1;
  for (; at > 0 && load<f64>(placeEnergies + ((at - 1) << 3)) > energy; at--) {
    store<i32>(placePixels + (at << 2), load<i32>(placePixels + ((at - 1) << 2)));
    store<u8>(placeLabels + at, load<u8>(placeLabels + at - 1));
    store<f64>(placeEnergies + (at << 3), load<f64>(placeEnergies + ((at - 1) << 3)));
  }
  store<i32>(placePixels + (at << 2), pixel);
  store<u8>(placeLabels + at, label);
  store<f64>(placeEnergies + (at << 3), energy);
}

function setLabel(pixel: i32, label: u8): void {
  beginTry();
  addFlip(pixel, label);
  changeOfTry(Infinity);
  keepTry();
}

function isNearlyMetWith(pixel: i32, label: u8): bool {
  const before = totalViolation();
  beginTry();
  addFlip(pixel, label);
  const change = changeOfTry(NEARLY_MET - before);
  takeBackTry();
  return before + change <= NEARLY_MET;
}

function addIfReproduced(): bool {
  if (totalViolation() > NEARLY_MET || !isReproduced() || isBest()) return false;
  addRival(energy());
  return true;
}
