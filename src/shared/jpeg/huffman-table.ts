import { MaskmendError } from '../errors.ts';

const LOOKUP_BITS = 9;
const LOOKUP_SIZE = 1 << LOOKUP_BITS;

/** A Huffman table of a JPEG (ITU-T T.81 annex C), ready for decoding. */
export interface HuffmanTable {
  /** By the next 9 bits: code length << 8 | symbol, or 0 where the code is longer (or does not exist). */
  readonly lookup: Uint16Array;
  /** By code length 1..16: the largest code of that length, or -1; entry 17 is larger than any code. */
  readonly largestCode: Int32Array;
  /** By code length: what to add to a code of that length to get its symbol's place. */
  readonly symbolOffset: Int32Array;
  readonly symbols: Uint8Array;
}

export const huffmanLookupBits = LOOKUP_BITS;

/**
 * Builds the decoding table from the counts of codes per length (16 entries) and the symbols in order of their codes.
 * Throws `corrupt-file` where the counts promise more codes than there are.
 */
export function buildHuffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const lookup = new Uint16Array(LOOKUP_SIZE);
  const largestCode = new Int32Array(18).fill(-1);
  const symbolOffset = new Int32Array(18);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= 16; length++) {
    const count = counts[length - 1];
    symbolOffset[length] = place - code;
    if (code + count > 1 << length)
      throw new MaskmendError('corrupt-file', 'a Huffman table has impossible code lengths');
    for (let i = 0; i < count; i++, code++, place++) {
      if (length <= LOOKUP_BITS) fillLookup(lookup, { code, length, symbol: symbols[place] });
    }
    if (count > 0) largestCode[length] = code - 1;
    code <<= 1;
  }
  largestCode[17] = 0x7fffffff;
  return { lookup, largestCode, symbolOffset, symbols };
}

function fillLookup(lookup: Uint16Array, entry: { code: number; length: number; symbol: number }): void {
  const spare = LOOKUP_BITS - entry.length;
  const first = entry.code << spare;
  lookup.fill((entry.length << 8) | entry.symbol, first, first + (1 << spare));
}
