import { MaskmendError } from '../errors.ts';
import type { HuffmanTable } from './huffman-table.ts';
import { huffmanLookupBits } from './huffman-table.ts';

const LOOKUP_SHIFT = 32 - huffmanLookupBits;

/** Reads the entropy-coded bits of one scan: byte stuffing, restart markers, the end of the data. */
export class EntropyReader {
  private readonly bytes: Uint8Array;
  private offset: number;
  /** The next bits, left-aligned in 32 bits. */
  private bits = 0;
  private bitCount = 0;
  /** Zero bits handed out after a marker or the end of the file. */
  private inventedBits = 0;

  constructor(bytes: Uint8Array, offset: number) {
    this.bytes = bytes;
    this.offset = offset;
  }

  /** The next symbol coded by `table`. */
  readSymbol(table: HuffmanTable): number {
    if (this.bitCount < 16) this.fill();
    // The index is the top bits of a 32-bit number, always inside the table.
    const entry = table.lookup[this.bits >>> LOOKUP_SHIFT];
    if (entry === 0) return this.readLongSymbol(table);
    const length = entry >> 8;
    this.bits <<= length;
    this.bitCount -= length;
    return entry & 0xff;
  }

  /** `count` bits (1..16) as an unsigned number. */
  readBits(count: number): number {
    if (this.bitCount < count) this.fill();
    const value = this.bits >>> (32 - count);
    this.bits <<= count;
    this.bitCount -= count;
    return value;
  }

  readBit(): number {
    if (this.bitCount < 1) this.fill();
    const value = this.bits >>> 31;
    this.bits <<= 1;
    this.bitCount--;
    return value;
  }

  /** A signed value of `size` bits (1..15) as ITU-T T.81 F.2.2.1 extends it. */
  readSigned(size: number): number {
    const value = this.readBits(size);
    return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }

  /** Throws where more bits were read than the scan holds; cheap, meant to be asked once per block or row. */
  assertNotExhausted(): void {
    if (this.inventedBits > this.bitCount) {
      const isEndOfFile = this.offset >= this.bytes.length;
      throw isEndOfFile
        ? new MaskmendError('truncated-file', 'the file ends in the middle of the picture', {
            hint: 'copy or export it again',
          })
        : new MaskmendError('corrupt-file', 'the picture data end early, at a marker', { hint: 'export it again' });
    }
  }

  /** Passes over the restart marker that must stand here; `index` counts the intervals from 0. */
  readRestartMarker(index: number): void {
    this.assertNotExhausted();
    this.bits = this.bitCount = this.inventedBits = 0;
    const { bytes } = this;
    while (bytes[this.offset] === 0xff && bytes[this.offset + 1] === 0xff) this.offset++;
    if (bytes[this.offset] !== 0xff || bytes[this.offset + 1] !== 0xd0 + (index & 7)) {
      const code = this.offset + 1 >= bytes.length ? 'truncated-file' : 'corrupt-file';
      throw new MaskmendError(code, 'a restart marker is missing', { hint: 'copy or export the file again' });
    }
    this.offset += 2;
  }

  /** Where the marker after the scan stands: the first one that is neither stuffing nor a restart. */
  findNextMarker(): number {
    const { bytes } = this;
    // Bytes already taken into the bit buffer never hold a marker: filling stops before one.
    let at = this.offset;
    while (at + 1 < bytes.length) {
      const second = bytes[at + 1];
      if (bytes[at] === 0xff && second !== 0 && second !== 0xff && (second < 0xd0 || second > 0xd7)) return at;
      at++;
    }
    return bytes.length;
  }

  private readLongSymbol(table: HuffmanTable): number {
    let length = huffmanLookupBits + 1;
    while (length <= 16 && this.bits >>> (32 - length) > table.largestCode[length]) length++;
    if (length > 16) {
      this.assertNotExhausted();
      throw new MaskmendError('corrupt-file', 'the picture data hold an impossible code', { hint: 'export it again' });
    }
    const code = this.bits >>> (32 - length);
    this.bits <<= length;
    this.bitCount -= length;
    return table.symbols[code + table.symbolOffset[length]];
  }

  private fill(): void {
    const { bytes } = this;
    while (this.bitCount <= 24) {
      let byte = 0;
      if (this.offset >= bytes.length) this.inventedBits += 8;
      else {
        byte = bytes[this.offset];
        if (byte !== 0xff) this.offset++;
        else if (bytes[this.offset + 1] === 0) this.offset += 2;
        else {
          byte = 0;
          this.inventedBits += 8;
        }
      }
      this.bits |= byte << (24 - this.bitCount);
      this.bitCount += 8;
    }
  }
}
