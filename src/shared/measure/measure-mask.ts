import type { LabelMap } from '../mask/label-map.ts';
import { UNASSIGNED_SLOT } from '../model/palette.ts';
import { type Contact, findBoundaries } from './find-boundaries.ts';
import { type Connectivity, findObjects, type MaskPart } from './find-objects.ts';

export interface MeasureOptions {
  /** Which pixels of a class make one object. */
  readonly connectivity: Connectivity;
  /** Objects of fewer pixels are tiny. */
  readonly tinyBelowPx: number;
  /** Tiny objects that are listed, the smallest first; all are counted. */
  readonly maxTinyListed: number;
}

/** What a mask holds of one class. */
export interface ClassMeasure {
  /** 65535: pixels of no class. */
  readonly slot: number;
  readonly pixels: number;
  readonly objects: number;
  readonly largestObjectPx: number;
  readonly tinyObjects: number;
  readonly tinyPixels: number;
  /** Sides of pixels towards other classes. */
  readonly boundaryEdges: number;
  /** Pixels that share a side with a pixel of another class. */
  readonly boundaryPixels: number;
}

/** A tiny object: its class, size, box and a pixel of it, in coded pixels. */
export interface TinyObject {
  readonly slot: number;
  readonly pixels: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface MaskMeasure {
  readonly width: number;
  readonly height: number;
  /** Classes that occur, by slot. */
  readonly classes: readonly ClassMeasure[];
  /** Pairs of classes that touch. */
  readonly contacts: readonly Contact[];
  readonly tiny: readonly TinyObject[];
}

interface PartCounts {
  pixels: number;
  objects: number;
  largestObjectPx: number;
  tinyObjects: number;
  tinyPixels: number;
}

/** Measures a mask in one pass for its objects and one for its boundaries; linear in its pixels. */
export function measureMask(map: LabelMap, options: MeasureOptions): MaskMeasure {
  const slotOf = slotReader(map);
  const parts = countParts(map, options);
  const { contacts, boundaryPixels } = findBoundaries(map);
  const edges = new Map<number, number>();
  for (const { a, b, edges: length } of contacts) {
    edges.set(a, (edges.get(a) ?? 0) + length);
    edges.set(b, (edges.get(b) ?? 0) + length);
  }
  const classes = [...parts.counts].map(([label, counts]) => ({
    slot: slotOf(label),
    ...counts,
    boundaryEdges: edges.get(label) ?? 0,
    boundaryPixels: boundaryPixels[label],
  }));
  return {
    width: map.width,
    height: map.height,
    classes: classes.sort((one, other) => one.slot - other.slot),
    contacts: contacts.map(({ a, b, edges: length }) => ({ a: slotOf(a), b: slotOf(b), edges: length })),
    tiny: parts.tiny.map(({ label, pixels, x, y, width, height }) => {
      return { slot: slotOf(label), pixels, x, y, width, height };
    }),
  };
}

/** The highest value of a label map stands for no class, in 8 bits as in 16. */
function slotReader({ labels }: LabelMap): (label: number) => number {
  return labels instanceof Uint8Array ? (label) => (label === 255 ? UNASSIGNED_SLOT : label) : (label) => label;
}

function countParts(map: LabelMap, { connectivity, tinyBelowPx, maxTinyListed }: MeasureOptions) {
  const counts = new Map<number, PartCounts>();
  const tiny = new SmallestParts(maxTinyListed);
  findObjects(map, connectivity, (part) => {
    const isTiny = part.pixels < tinyBelowPx;
    const entry = counts.get(part.label) ?? {
      pixels: 0,
      objects: 0,
      largestObjectPx: 0,
      tinyObjects: 0,
      tinyPixels: 0,
    };
    counts.set(part.label, entry);
    entry.pixels += part.pixels;
    entry.objects++;
    entry.largestObjectPx = Math.max(entry.largestObjectPx, part.pixels);
    if (!isTiny) return;
    entry.tinyObjects++;
    entry.tinyPixels += part.pixels;
    tiny.add(part);
  });
  return { counts, tiny: tiny.list() };
}

/** The smallest parts of many, in bounded room: of equals the upper, then the left one. */
class SmallestParts {
  readonly #limit: number;
  #parts: MaskPart[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(part: MaskPart): void {
    this.#parts.push(part);
    // Sorting a few thousand now and then costs less than keeping them in order.
    if (this.#parts.length >= 2 * this.#limit + 1000) this.#parts = this.list();
  }

  list(): MaskPart[] {
    return this.#parts.sort(bySize).slice(0, this.#limit);
  }
}

function bySize(one: MaskPart, other: MaskPart): number {
  return one.pixels - other.pixels || one.y - other.y || one.firstX - other.firstX;
}
