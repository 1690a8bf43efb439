const LOGARITHM_BITS = 12;

/** 4096 doubles, -ln((i + 0.5) / 4096): the values of exponentially distributed numbers. */
export const logarithms = Float64Array.from({ length: 2 ** LOGARITHM_BITS }, (_, i) => {
  return -Math.log((i + 0.5) / 2 ** LOGARITHM_BITS);
});

/** xorshift32 (Marsaglia 2003). */
export class RandomNumbers {
  private state = 1;

  /** Starts anew, from 32 bits. */
  seed(value: number): void {
    this.state = value === 0 ? 0x9e3779b9 : value >>> 0;
  }

  /** 32 bits. */
  next(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x >>> 0;
    return this.state;
  }

  below(count: number): number {
    return Math.floor((this.next() * count) / 2 ** 32);
  }

  exponential(): number {
    return logarithms[this.next() >>> (32 - LOGARITHM_BITS)];
  }
}
