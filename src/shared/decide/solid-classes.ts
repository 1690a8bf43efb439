/**
 * Which classes show themselves in each MCU, as sets of bits: those of flat MCUs, and those that fill whole cells of
 * an edge MCU. Only classes seen like this near an MCU may be chosen in it, so that no boundary grows a ghost class.
 */
export class SolidClasses {
  private readonly words: number;
  private readonly bits: Uint32Array;
  private readonly size: { readonly wide: number; readonly high: number };

  constructor(classCount: number, size: { wide: number; high: number }) {
    this.words = Math.ceil(classCount / 32);
    this.size = size;
    this.bits = new Uint32Array(this.words * size.wide * size.high);
  }

  add(mcu: number, position: number): void {
    this.bits[mcu * this.words + (position >> 5)] |= 1 << (position & 31);
  }

  /** Writes the classes seen in an MCU or the eight round it to `out`, ascending, and returns how many they are. */
  collectNear(column: number, row: number, out: Uint16Array): number {
    let count = 0;
    for (let word = 0; word < this.words; word++) {
      let set = this.unionNear(column, row, word);
      while (set !== 0) {
        const bit = 31 - Math.clz32(set & -set);
        out[count++] = word * 32 + bit;
        set &= set - 1;
      }
    }
    return count;
  }

  private unionNear(column: number, row: number, word: number): number {
    const { wide, high } = this.size;
    let set = 0;
    for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, high - 1); y++) {
      for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, wide - 1); x++) {
        set |= this.bits[(y * wide + x) * this.words + word];
      }
    }
    return set;
  }
}
