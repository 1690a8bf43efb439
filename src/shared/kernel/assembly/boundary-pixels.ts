// The pixels of an MCU that have a neighbour of another class, and what they might be instead.
import { boundaryBits } from './boundary';
import { take } from './memory';
import { height, labels, mcuHeight, mcuWidth, width } from './picture';

export const MAX_ALTERNATIVES = 8;

const BYTES: u64 = 0x0101010101010101;
const HIGH_BITS: u64 = 0x8080808080808080;

/** Their places in the picture. */
let xs: usize = 0;
let ys: usize = 0;
export let boundaryCount: i32 = 0;
/** Where the alternatives of each begin, 16 bits, with an end; they themselves, classes one after the other. */
let firsts: usize = 0;
export let alternatives: usize = 0;
let alternativeCount: i32 = 0;
/** By position in the MCU with a border of one pixel round it: place of a pixel among those above, plus one. */
let places: usize = 0;
export let placesWide: i32 = 0;

export function setUpBoundaryPixels(): void {
  const size = <usize>(mcuWidth * mcuHeight);
  xs = take(size * 4);
  ys = take(size * 4);
  firsts = take(size * 2 + 2);
  alternatives = take(size * MAX_ALTERNATIVES);
  placesWide = mcuWidth + 2;
  places = take(<usize>(placesWide * (mcuHeight + 1)) * 2);
}

export function boundaryX(place: i32): i32 {
  return load<i32>(xs + (place << 2));
}

export function boundaryY(place: i32): i32 {
  return load<i32>(ys + (place << 2));
}

/** Finds those of the MCU at a place in the picture. */
export function gatherBoundary(left: i32, top: i32): void {
  memory.fill(places, 0, (placesWide * (mcuHeight + 1)) << 1);
  boundaryCount = 0;
  alternativeCount = 0;
  const right = min(left + mcuWidth, width);
  const bottom = min(top + mcuHeight, height);
  for (let y = top; y < bottom; y++) {
    for (let first = left; first < right; first += 16) {
      let bits = boundaryBits(first, y, min(16, right - first));
      while (bits !== 0) {
        const x = first + ctz(bits);
        addBoundary(x, y, placeAt(x - left, y - top));
        bits &= bits - 1;
      }
    }
  }
  store<u16>(firsts + (boundaryCount << 1), <u16>alternativeCount);
}

function addBoundary(x: i32, y: i32, at: usize): void {
  store<i32>(xs + (boundaryCount << 2), x);
  store<i32>(ys + (boundaryCount << 2), y);
  store<u16>(firsts + (boundaryCount << 1), <u16>alternativeCount);
  alternativeCount += gatherAlternatives(x, y, alternatives + alternativeCount);
  boundaryCount++;
  store<u16>(at, <u16>boundaryCount);
}

/** Address of the place of the pixel at a position in the MCU, of those left and right of it and of the row below. */
// @ts-ignore: decorator
@inline
export function placeAt(x: i32, y: i32): usize {
  return places + ((y * placesWide + x + 1) << 1);
}

/** The first of a pixel's alternatives; they end where the next pixel's begin. */
// @ts-ignore: decorator
@inline
export function firstOf(place: i32): i32 {
  return <i32>load<u16>(firsts + (place << 1));
}

/** Writes the classes round a pixel that are not its own; returns how many. */
function gatherAlternatives(x: i32, y: i32, to: usize): i32 {
  const at = labels + y * width + x;
  if (x > 0 && y > 0 && x + 2 < width && y + 1 < height) return gatherInside(at, to);
  const own = load<u8>(at);
  let found = 0;
  for (let row = max(y - 1, 0); row <= min(y + 1, height - 1); row++) {
    for (let column = max(x - 1, 0); column <= min(x + 1, width - 1); column++) {
      const other = load<u8>(labels + row * width + column);
      if (other === own) continue;
      let known = 0;
      while (known < found && load<u8>(to + known) !== other) known++;
      if (known === found) store<u8>(to + found++, other);
    }
  }
  return found;
}

/** The same with the eight neighbours in one word, of which a class is struck out when it is found. */
function gatherInside(at: usize, to: usize): i32 {
  const above = <u64>(load<u32>(at - width - 1) & 0xffffff);
  const below = <u64>(load<u32>(at + width - 1) & 0xffffff);
  const beside = (<u64>load<u8>(at - 1) << 24) | (<u64>load<u8>(at + 1) << 32);
  const own = load<u8>(at);
  let others = (above | beside | (below << 40)) ^ (<u64>own * BYTES);
  let found = 0;
  while (others !== 0) {
    const other = (others >> (ctz(others) & ~7)) & 255;
    store<u8>(to + found++, <u8>other ^ own);
    const rest = others ^ (other * BYTES);
    // The high bit of every byte of `rest` that is zero.
    const zeros = ~(((rest & ~HIGH_BITS) + ~HIGH_BITS) | rest | ~HIGH_BITS);
    others &= ~((zeros >> 7) * 255);
  }
  return found;
}
