const NOTHING = [0, 0, 0] as const;

/** What pixels of a picture would hold, had they not been cut to the levels there are; each is worked out once. */
export class LostLevels {
  private readonly known = new Map<number, readonly number[]>();
  private readonly workOut: (x: number, y: number, out: number[]) => void;
  private readonly pitch: number;

  constructor(workOut: (x: number, y: number, out: number[]) => void, pitch: number) {
    this.workOut = workOut;
    this.pitch = pitch;
  }

  at(x: number, y: number): readonly number[] {
    const pixel = y * this.pitch + x;
    const met = this.known.get(pixel);
    if (met !== undefined) return met;
    const levels = [0, 0, 0];
    this.workOut(x, y, levels);
    const kept = levels.every((level) => level === 0) ? NOTHING : levels;
    this.known.set(pixel, kept);
    return kept;
  }
}
