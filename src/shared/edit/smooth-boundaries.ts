import { copyLabels, type EditWindow, unassignedIn, type WindowLabels } from './edit-window.ts';

/**
 * Every pixel near a boundary takes the class that most pixels of the disc around it have; its own where that is among
 * them. All classes are counted together and from the labels as they were, so that no gap opens between two of them.
 * Locked and unassigned pixels neither change nor count, and nothing is counted across them.
 */
export function smoothBoundaries(window: EditWindow, radius: number): WindowLabels {
  const labels = copyLabels(window);
  const isNear = nearBoundary(window, radius);
  const vote = new DiscVote(window, radius);
  for (let y = 0, pixel = 0; y < window.height; y++) {
    for (let x = 0; x < window.width; x++, pixel++) {
      if (isNear[pixel] === 1 && window.selected?.[pixel] !== 0) labels[pixel] = vote.at(x, y);
    }
  }
  return labels;
}

/** Pixels with another label within the square of the radius: only they can change. */
function nearBoundary({ width, height, labels }: EditWindow, radius: number): Uint8Array {
  const isNear = new Uint8Array(width * height);
  const mark = (pixel: number): void => {
    isNear[pixel] = 1;
  };
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      if (x > 0 && labels[pixel] !== labels[pixel - 1]) [pixel - 1, pixel].forEach(mark);
      if (y > 0 && labels[pixel] !== labels[pixel - width]) [pixel - width, pixel].forEach(mark);
    }
  }
  return widen(
    widen(isNear, { lines: height, length: width, along: 1, across: width }, radius),
    {
      lines: width,
      length: height,
      along: width,
      across: 1,
    },
    radius,
  );
}

interface Lines {
  readonly lines: number;
  readonly length: number;
  /** Steps to the next pixel of a line and to the next line. */
  readonly along: number;
  readonly across: number;
}

/** Marks whatever lies within `radius` of a mark on its line. */
function widen(marks: Uint8Array, { lines, length, along, across }: Lines, radius: number): Uint8Array {
  const wide = new Uint8Array(marks.length);
  for (let line = 0; line < lines; line++) {
    const start = line * across;
    let last = -Infinity;
    for (let i = 0, at = start; i < length; i++, at += along) {
      if (marks[at] === 1) {
        for (let back = Math.max(last + 1, i - radius, 0); back < i; back++) wide[start + back * along] = 1;
        last = i;
      }
      if (i - last <= radius) wide[at] = 1;
    }
  }
  return wide;
}

/** The disc's vote on a pixel. */
class DiscVote {
  readonly #window: EditWindow;
  readonly #radius: number;
  readonly #offsets: readonly (readonly [number, number])[];
  readonly #counts = new Uint16Array(65_536);
  readonly #unassigned: number;
  readonly #locks = new Map<number, boolean>();

  constructor(window: EditWindow, radius: number) {
    this.#window = window;
    this.#radius = radius;
    this.#unassigned = unassignedIn(window.labels);
    this.#offsets = discOffsets(radius);
  }

  at(x: number, y: number): number {
    const own = this.#labelAt(x, y);
    if (this.#isBarrier(own)) return own;
    const met: number[] = [];
    let hasBarrier = false;
    for (const [dx, dy] of this.#offsets) {
      const label = this.#labelAt(x + dx, y + dy);
      if (this.#isBarrier(label)) hasBarrier = true;
      else this.#count(label, met);
    }
    if (hasBarrier) {
      this.#clear(met);
      this.#countReached(x, y, met);
    }
    return this.#winner(own, met);
  }

  /** Beyond the mask its border goes on, or the class on the inside would win there. */
  #labelAt(x: number, y: number): number {
    const { width, height, labels } = this.#window;
    const column = x < 0 ? 0 : x >= width ? width - 1 : x;
    const row = y < 0 ? 0 : y >= height ? height - 1 : y;
    return labels[row * width + column];
  }

  #isBarrier(label: number): boolean {
    if (label === this.#unassigned) return true;
    let isLocked = this.#locks.get(label);
    if (isLocked === undefined) this.#locks.set(label, (isLocked = this.#window.isLocked(label)));
    return isLocked;
  }

  #count(label: number, met: number[]): void {
    if (this.#counts[label]++ === 0) met.push(label);
  }

  #clear(met: number[]): void {
    for (const label of met) this.#counts[label] = 0;
    met.length = 0;
  }

  /** Counts what is connected to the pixel inside the disc without crossing a barrier. */
  #countReached(x: number, y: number, met: number[]): void {
    const side = 2 * this.#radius + 1;
    const isOpen = new Uint8Array(side * side);
    for (const [dx, dy] of this.#offsets) {
      if (!this.#isBarrier(this.#labelAt(x + dx, y + dy))) isOpen[(dy + this.#radius) * side + dx + this.#radius] = 1;
    }
    const waiting = [this.#radius * side + this.#radius];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (isOpen[at] !== 1) continue;
      isOpen[at] = 0;
      const [column, row] = [at % side, Math.floor(at / side)];
      this.#count(this.#labelAt(x + column - this.#radius, y + row - this.#radius), met);
      if (column > 0) waiting.push(at - 1);
      if (column < side - 1) waiting.push(at + 1);
      if (row > 0) waiting.push(at - side);
      if (row < side - 1) waiting.push(at + side);
    }
  }

  /** The label met most often; the pixel's own where it is among them, else the lowest. Clears the counts. */
  #winner(own: number, met: number[]): number {
    let best = own;
    for (const label of met) {
      const [count, most] = [this.#counts[label], this.#counts[best]];
      if (count > most || (count === most && best !== own && label < best)) best = label;
    }
    this.#clear(met);
    return best;
  }
}

function discOffsets(radius: number): [number, number][] {
  const offsets: [number, number][] = [];
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      // Half a pixel more than the radius, or a disc of radius 1 would be a cross.
      if (dx * dx + dy * dy <= radius * radius + radius) offsets.push([dx, dy]);
    }
  }
  return offsets;
}
