// Entropy-coded data of a sequential scan of all components (see src/shared/jpeg/sequential-scan.ts, entropy-reader.ts),
// some rows of MCUs at a time. Where anything is out of order it gives up, and the twin, asked again, says what it is.
import { resetMemory, take } from './memory';

/** Rows of MCUs that are decoded at a time, at most. */
const BAND_ROWS = 8;

/** Bits that a Huffman table looks up at once, and the bytes of its parts, one after the other. */
const LOOKUP_BITS = 9;
const LONGEST_CODE = 16;
const LARGEST_CODES = 1024;
const SYMBOL_OFFSETS = LARGEST_CODES + 72;
const SYMBOLS = SYMBOL_OFFSETS + 72;
const TABLE_BYTES = SYMBOLS + 256;

@unmanaged
class ScanComponent {
  horizontalSampling: i32;
  verticalSampling: i32;
  /** Blocks in a row of MCUs' row of blocks. */
  blocksWide: i32;
  dcTable: usize;
  acTable: usize;
  predictor: i32;
  /** Of the band: DCs (16 bits), places (32 bits, 0 = no AC) and 64 coefficients per place. */
  dcs: usize;
  places: usize;
  pool: usize;
  /** Places used in the band, and before it. */
  used: i32;
  usedBefore: i32;
}

let components: usize = 0;
let componentCount: i32 = 0;
let mcusWide: i32 = 0;
let restartInterval: i32 = 0;
/** MCUs decoded. */
let unit: i32 = 0;

let bytes: usize = 0;
let at: usize = 0;
let end: usize = 0;
/** The next bits, left-aligned, how many they are, and how many of them were made up at a marker or at the end. */
let bits: u64 = 0;
let bitCount: i32 = 0;
let inventedBits: i32 = 0;
let isBroken: bool = false;

/** By place in the zigzag. */
let naturalOrder: usize = 0;

function componentAt(index: i32): ScanComponent {
  return changetype<ScanComponent>(components + <usize>index * offsetof<ScanComponent>());
}

/** First step for a scan; `count` bytes follow its header. */
export function setScan(count: i32, interval: i32, wide: i32, parts: i32): void {
  resetMemory();
  components = take(<usize>parts * offsetof<ScanComponent>());
  componentCount = parts;
  mcusWide = wide;
  restartInterval = interval;
  unit = 0;
  bytes = take(count);
  at = bytes;
  end = bytes + count;
  bits = 0;
  bitCount = 0;
  inventedBits = 0;
  isBroken = false;
  naturalOrder = take(64);
}

/** Second step, for each component. */
export function setScanComponent(index: i32, h: i32, v: i32): void {
  const part = componentAt(index);
  const blocks = <usize>(mcusWide * h * v * BAND_ROWS);
  part.horizontalSampling = h;
  part.verticalSampling = v;
  part.blocksWide = mcusWide * h;
  part.dcTable = take(TABLE_BYTES);
  part.acTable = take(TABLE_BYTES);
  part.dcs = take(blocks * 2);
  part.places = take(blocks * 4);
  part.pool = take(blocks * 128);
}

export function scanBytesAt(): usize {
  return bytes;
}

export function scanOrderAt(): usize {
  return naturalOrder;
}

export function dcTableAt(index: i32): usize {
  return componentAt(index).dcTable;
}

export function acTableAt(index: i32): usize {
  return componentAt(index).acTable;
}

export function scanDcsAt(index: i32): usize {
  return componentAt(index).dcs;
}

export function scanPlacesAt(index: i32): usize {
  return componentAt(index).places;
}

export function scanPoolAt(index: i32): usize {
  return componentAt(index).pool;
}

export function scanPlacesUsed(index: i32): i32 {
  return componentAt(index).used;
}

/** Bytes that were taken; no marker lies before. */
export function scanOffset(): i32 {
  return <i32>(at - bytes);
}

/** Decodes the next rows of MCUs, at most `BAND_ROWS`; false where the data are out of order. */
export function decodeScanRows(rows: i32): bool {
  for (let index = 0; index < componentCount; index++) startBand(componentAt(index));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < mcusWide; column++, unit++) {
      if (restartInterval !== 0 && unit !== 0 && unit % restartInterval === 0) restart();
      for (let index = 0; index < componentCount; index++) decodeMcu(componentAt(index), row, column);
      if (isBroken) return false;
    }
    if (inventedBits > bitCount) return false;
  }
  return true;
}

function startBand(part: ScanComponent): void {
  memory.fill(part.pool, 0, <usize>part.used << 7);
  part.usedBefore += part.used;
  part.used = 0;
}

/** Passes over the restart marker that must stand here. */
function restart(): void {
  if (inventedBits > bitCount) isBroken = true;
  while (at + 1 < end && load<u16>(at) === 0xffff) at++;
  const marker = 0xd0 + ((unit / restartInterval - 1) & 7);
  if (at + 2 > end || load<u8>(at) !== 0xff || <i32>load<u8>(at, 1) !== marker) isBroken = true;
  at += 2;
  bits = 0;
  bitCount = 0;
  inventedBits = 0;
  for (let index = 0; index < componentCount; index++) componentAt(index).predictor = 0;
}

function decodeMcu(part: ScanComponent, row: i32, column: i32): void {
  const h = part.horizontalSampling;
  const v = part.verticalSampling;
  for (let y = 0; y < v; y++) {
    const first = (row * v + y) * part.blocksWide + column * h;
    for (let x = 0; x < h; x++) decodeBlock(part, first + x);
  }
}

function decodeBlock(part: ScanComponent, block: i32): void {
  const size = <i32>readSymbol(part.dcTable);
  // Larger ones stand in no file.
  if (size > 15) isBroken = true;
  else if (size > 0) part.predictor += readSigned(size);
  store<i16>(part.dcs + (block << 1), <i16>part.predictor);
  const coefficients = part.pool + (<usize>part.used << 7);
  const acTable = part.acTable;
  let isEmpty = true;
  for (let k = 1; k < 64; k++) {
    const symbol = <i32>readSymbol(acTable);
    const length = symbol & 15;
    k += symbol >> 4;
    if (length === 0) {
      if (symbol !== 0xf0) break;
      continue;
    }
    if (k > 63) {
      isBroken = true;
      break;
    }
    store<i16>(coefficients + (<usize>load<u8>(naturalOrder + k) << 1), <i16>readSigned(length));
    isEmpty = false;
  }
  if (!isEmpty) part.used++;
  store<u32>(part.places + (block << 2), isEmpty ? 0 : part.usedBefore + part.used);
}

/** At least 32 bits, enough for a code and the number after it. */
// @ts-ignore: decorator
@inline
function fill(): void {
  if (bitCount >= 32) return;
  const four = bswap(load<u32>(at));
  // No byte of 255 among them, whose complement would be 0.
  const others = ~four;
  if (at + 4 <= end && ((others - 0x01010101) & four & 0x80808080) === 0) {
    bits |= <u64>four << <u64>(32 - bitCount);
    bitCount += 32;
    at += 4;
  } else fillSlowly();
}

function fillSlowly(): void {
  while (bitCount <= 56) {
    let byte: u64 = 0;
    if (at >= end) inventedBits += 8;
    else {
      byte = load<u8>(at);
      if (byte !== 0xff) at++;
      else if (at + 1 < end && load<u8>(at, 1) === 0) at += 2;
      else {
        byte = 0;
        inventedBits += 8;
      }
    }
    bits |= byte << <u64>(56 - bitCount);
    bitCount += 8;
  }
}

// @ts-ignore: decorator
@inline
function readSymbol(table: usize): u32 {
  fill();
  const entry = <u32>load<u16>(table + <usize>((bits >> (64 - LOOKUP_BITS)) << 1));
  if (entry === 0) return readLongSymbol(table);
  const length = entry >> 8;
  bits <<= <u64>length;
  bitCount -= length;
  return entry & 255;
}

function readLongSymbol(table: usize): u32 {
  let length = LOOKUP_BITS + 1;
  while (length <= LONGEST_CODE && <i32>codeOf(length) > load<i32>(table + (length << 2), LARGEST_CODES)) length++;
  if (length > LONGEST_CODE) {
    isBroken = true;
    return 0;
  }
  const place = <i32>codeOf(length) + load<i32>(table + (length << 2), SYMBOL_OFFSETS);
  bits <<= <u64>length;
  bitCount -= length;
  return load<u8>(table + (place & 255), SYMBOLS);
}

// @ts-ignore: decorator
@inline
function codeOf(length: i32): u32 {
  return <u32>(bits >> <u64>(64 - length));
}

/** A number of 1 to 15 bits, which lie ready. */
// @ts-ignore: decorator
@inline
function readSigned(size: i32): i32 {
  const value = <i32>codeOf(size);
  bits <<= <u64>size;
  bitCount -= size;
  return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
}
