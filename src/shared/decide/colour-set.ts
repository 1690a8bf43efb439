/** A set of 24-bit colours, for counting the distinct ones of a picture. */
export class ColourSet {
  private readonly bits = new Uint32Array(1 << 19);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Adds 0xRRGGBB. */
  add(colour: number): void {
    const bit = 1 << (colour & 31);
    if ((this.bits[colour >>> 5] & bit) !== 0) return;
    this.bits[colour >>> 5] |= bit;
    this.count++;
  }
}
