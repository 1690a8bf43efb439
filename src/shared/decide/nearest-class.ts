import type { ComponentModel } from '../forward/forward-model.ts';

/** Bits kept of each component's value in the lookup; 8 where there is only one. */
const COARSE_BITS = [6, 5, 5] as const;
const NOT_YET = 0xffff;

/**
 * The class whose samples are nearest to given ones, by a lookup filled as it is asked. Values are quantised to 6 and
 * 5 bits where there are three components: good enough to start from, not to decide on.
 */
export class NearestClass {
  private readonly parts: readonly ComponentModel[];
  private readonly weights: readonly number[];
  private readonly isAllowed: Uint8Array;
  private readonly table: Uint16Array;

  /** `weights`: by how much a squared level of each component counts; `isAllowed`: 1 for classes that may be found. */
  constructor(parts: readonly ComponentModel[], weights: readonly number[], isAllowed: Uint8Array) {
    this.parts = parts;
    this.weights = weights;
    this.isAllowed = isAllowed.slice();
    this.table = new Uint16Array(parts.length === 1 ? 256 : 65536).fill(NOT_YET);
  }

  /** Position in the palette; values beyond 0..255 are taken as 0 or 255. */
  find(first: number, second: number, third: number): number {
    const key =
      this.parts.length === 1
        ? clampByte(first)
        : ((clampByte(first) >> 2) << 10) | ((clampByte(second) >> 3) << 5) | (clampByte(third) >> 3);
    const known = this.table[key];
    if (known !== NOT_YET) return known;
    return (this.table[key] = this.search(this.centreOf(key)));
  }

  private centreOf(key: number): readonly number[] {
    if (this.parts.length === 1) return [key];
    return [key >> 10, (key >> 5) & 31, key & 31].map((value, index) => {
      const shift = 8 - COARSE_BITS[index];
      return (value << shift) + (1 << (shift - 1)) - 0.5;
    });
  }

  /** Lets a further class be found. */
  allow(position: number): void {
    this.isAllowed[position] = 1;
    this.table.fill(NOT_YET);
  }

  private search(values: readonly number[]): number {
    let best = 0;
    let least = Infinity;
    for (let candidate = 0; candidate < this.parts[0].codes.length; candidate++) {
      if (this.isAllowed[candidate] === 0) continue;
      let distance = 0;
      for (let index = 0; index < this.parts.length; index++) {
        distance += this.weights[index] * (values[index] - this.parts[index].codes[candidate]) ** 2;
      }
      if (distance < least) [least, best] = [distance, candidate];
    }
    return best;
  }
}

function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
