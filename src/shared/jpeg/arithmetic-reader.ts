import { MaskmendError } from '../errors.ts';
import { EVEN_STATE, afterLps, afterMps, lpsSizes } from './arithmetic-states.ts';

const evenContext = Uint8Array.of(EVEN_STATE);

/** Reads the arithmetically coded decisions of one scan, ITU-T T.81 annex D. */
export class ArithmeticReader {
  private readonly bytes: Uint8Array;
  /** All that is learnt in a restart interval: contexts and conditions, zero at its beginning. */
  private readonly learnt: readonly Uint8Array[];
  private offset: number;
  private interval = 0;
  private code = 0;
  /** Bits of `code` that lie below those the interval is compared with. */
  private spareBits = 0;
  private isPastEnd = false;

  constructor(bytes: Uint8Array, offset: number, learnt: readonly Uint8Array[]) {
    this.bytes = bytes;
    this.offset = offset;
    this.learnt = learnt;
    this.start();
  }

  /** The next decision, 0 or 1, in the context `contexts[at]`, which learns from it. */
  decode(contexts: Uint8Array, at: number): number {
    const context = contexts[at];
    const size = lpsSizes[context];
    const rest = this.interval - size;
    const bound = rest << this.spareBits;
    const isUpper = this.code >= bound;
    if (!isUpper && rest >= 0x8000) {
      this.interval = rest;
      return context >> 7;
    }
    // The smaller part is the less probable symbol's, whichever part that is.
    const isLps = isUpper !== rest < size;
    contexts[at] = isLps ? afterLps[context] : afterMps[context];
    if (isUpper) this.code -= bound;
    this.widen(isUpper ? size : rest);
    return (context >> 7) ^ (isLps ? 1 : 0);
  }

  /** A decision whose outcomes are equally probable. */
  decodeEven(): number {
    return this.decode(evenContext, 0);
  }

  /**
   * Throws where the file ended before the scan did. Zeros at the end of a scan are left out by the standard: before a
   * marker no one can tell them from what is missing.
   */
  assertNotExhausted(): void {
    if (this.isPastEnd) {
      throw new MaskmendError('truncated-file', 'the file ends in the middle of the picture', {
        hint: 'copy or export it again',
      });
    }
  }

  /** Passes over the restart marker that must come next, and forgets; `index` counts the intervals from 0. */
  readRestartMarker(index: number): void {
    this.assertNotExhausted();
    const at = this.markerFrom(this.offset);
    if (this.bytes[at + 1] !== 0xd0 + (index & 7)) {
      const code = at >= this.bytes.length ? 'truncated-file' : 'corrupt-file';
      throw new MaskmendError(code, 'a restart marker is missing', { hint: 'copy or export the file again' });
    }
    this.offset = at + 2;
    this.start();
  }

  /** Where the marker after the scan stands: the first one that is no restart. */
  findNextMarker(): number {
    let at = this.markerFrom(this.offset);
    while (at < this.bytes.length && this.bytes[at + 1] >= 0xd0 && this.bytes[at + 1] <= 0xd7) {
      at = this.markerFrom(at + 2);
    }
    return at;
  }

  private start(): void {
    for (const contexts of this.learnt) contexts.fill(0);
    this.interval = 0x10000;
    this.code = this.nextByte() << 8;
    this.code |= this.nextByte();
    this.spareBits = 0;
  }

  private widen(interval: number): void {
    let wider = interval;
    while (wider < 0x8000) {
      if (this.spareBits === 0) {
        this.code = (this.code << 8) | this.nextByte();
        this.spareBits = 8;
      }
      wider <<= 1;
      this.spareBits--;
    }
    this.interval = wider;
  }

  private nextByte(): number {
    const { bytes } = this;
    const byte = bytes[this.offset];
    if (byte === 0xff && bytes[this.offset + 1] === 0) this.offset += 2;
    else if (byte !== 0xff && this.offset < bytes.length) this.offset++;
    else {
      this.isPastEnd ||= this.offset + 1 >= bytes.length;
      return 0;
    }
    return byte;
  }

  /** Offset of the first marker at or after `from`, or the file's length. */
  private markerFrom(from: number): number {
    const { bytes } = this;
    for (let at = from; at + 1 < bytes.length; at++) {
      if (bytes[at] === 0xff && bytes[at + 1] !== 0 && bytes[at + 1] !== 0xff) return at;
    }
    return bytes.length;
  }
}
