import { findRegions } from './regions.ts';

/** A group of doubtful pixels in its box. */
export interface DoubtfulPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: number;
  /** The least certain of them, 0..254. */
  readonly least: number;
  /** Those that are marked as edited. */
  readonly editedPixels: number;
}

interface ConfidenceField {
  readonly width: number;
  readonly height: number;
  /** 255 = certain. */
  readonly confidence: Uint8Array;
  /** 1 where a person has painted. */
  readonly edited?: Uint8Array | undefined;
}

/** Doubtful pixels that are at most this far apart belong to one place: a person sees them at once. */
const GAP = 4;

/** The places of doubtful pixels, the largest first, of equal ones the upper; at most `most` of them are listed. */
export function doubtfulPlaces(
  field: ConfidenceField,
  most: number,
): { places: DoubtfulPlace[]; total: number; pixels: number } {
  const cells = markCells(field);
  const found = findRegions({ ...cells, labels: cells.marks }, 8);
  const groups = found.regions.map(({ label }) => (label === 1 ? emptyGroup() : undefined));
  for (let stretch = 0; stretch < found.owners.length; stretch++) {
    const group = groups[found.owners[stretch]];
    if (group === undefined) continue;
    for (let cell = found.starts[stretch]; cell < found.starts[stretch + 1]; cell++)
      takeCell(field, group, { cell, wide: cells.width });
  }
  const places = groups.flatMap((group) => (group === undefined ? [] : [toPlace(group)]));
  places.sort((a, b) => b.pixels - a.pixels || a.y - b.y || a.x - b.x);
  return {
    places: places.slice(0, most),
    total: places.length,
    pixels: places.reduce((sum, { pixels }) => sum + pixels, 0),
  };
}

/** Squares of GAP pixels, 1 where any pixel is doubtful. */
function markCells({ width, height, confidence }: ConfidenceField) {
  const [wide, high] = [Math.ceil(width / GAP), Math.ceil(height / GAP)];
  const marks = new Uint8Array(wide * high);
  for (let y = 0, pixel = 0; y < height; y++) {
    const row = Math.floor(y / GAP) * wide;
    for (let x = 0; x < width; x++, pixel++) if (confidence[pixel] !== 255) marks[row + Math.floor(x / GAP)] = 1;
  }
  return { width: wide, height: high, marks };
}

interface Group {
  left: number;
  top: number;
  right: number;
  bottom: number;
  pixels: number;
  least: number;
  editedPixels: number;
}

const emptyGroup = (): Group => ({
  left: Infinity,
  top: Infinity,
  right: 0,
  bottom: 0,
  pixels: 0,
  least: 255,
  editedPixels: 0,
});

function takeCell(
  { width, height, confidence, edited }: ConfidenceField,
  group: Group,
  { cell, wide }: { cell: number; wide: number },
): void {
  const [left, top] = [(cell % wide) * GAP, Math.floor(cell / wide) * GAP];
  for (let y = top; y < Math.min(top + GAP, height); y++) {
    for (let x = left; x < Math.min(left + GAP, width); x++) {
      const pixel = y * width + x;
      if (confidence[pixel] === 255) continue;
      group.pixels++;
      group.least = Math.min(group.least, confidence[pixel]);
      group.editedPixels += edited?.[pixel] ?? 0;
      group.left = Math.min(group.left, x);
      group.top = Math.min(group.top, y);
      group.right = Math.max(group.right, x + 1);
      group.bottom = Math.max(group.bottom, y + 1);
    }
  }
}

function toPlace({ left, top, right, bottom, pixels, least, editedPixels }: Group): DoubtfulPlace {
  return { x: left, y: top, width: right - left, height: bottom - top, pixels, least, editedPixels };
}
