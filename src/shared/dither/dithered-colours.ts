import type { DitheredPicture } from './find-dither.ts';

/** A colour that areas of a dithered picture stand for. */
export interface DitheredColour {
  /** Red, green and blue: the mean over its areas. */
  readonly mean: Triple;
  /** How far from the mean the colour may be that was meant, in levels; 0 where it is there itself. */
  readonly tolerance: number;
  /** Pixels of its areas, of which those at their rims are left out. */
  readonly pixels: number;
}

type Triple = readonly [number, number, number];

/** Areas are looked for by squares of two by two cells of this side. */
const CELL = 4;
/**
 * How far a cell's mean lies from that of its square inside of an area, at most, in levels and as a share of the colours'
 * distance there; and the same of a square from its area.
 */
const EVEN = { levels: 3, share: 0.1 };
const ALIKE = { levels: 5, share: 0.06 };
/** Of larger pictures only some rows of cells are looked at, for about so many squares. */
const MOST_SQUARES = 250_000;
/** Squares of an area, at least: fewer are even by chance. */
const LEAST_SQUARES = 4;
/** Of a mask so many of the even squares are half as near to their colour as they may be: those of a photograph lie anywhere. */
const LEAST_NEAR = 0.8;
/** Squares along a boundary show one blend of its sides; they are rarer than either by this factor, and so near to the line between. */
const DOMINANCE = 4;
const BLEND_LEVELS = 10;
/** How far the mean of an area may be off: in levels, and as a share of the colours' distance by the root of its cells. */
const TOLERANCE = { levels: 1.5, share: 0.1 };
/** More colours than this are no classes. */
const MOST_COLOURS = 64;
const REFINEMENTS = 3;

/** The colours that a dithered mask was dithered from; none where its areas are not of few colours, as those of a photograph are not. */
export function ditheredColours(picture: DitheredPicture): readonly DitheredColour[] {
  const rowStep = rowStepOf(picture);
  const even = evenSquares(picture, rowStep);
  const ranges = even.map(({ range }) => range).filter((range) => range > 0);
  const step = ranges.toSorted((a, b) => a - b).at(ranges.length >> 1) ?? 0;
  const reach = ALIKE.levels + ALIKE.share * step;
  const groups = groupSquares(even, reach);
  if (groups.length > MOST_COLOURS) return [];
  const near = groups.reduce((sum, { mean, squares }) => sum + countWithin(squares, mean, reach / 2), 0);
  if (near < LEAST_NEAR * even.length) return [];
  return groups
    .filter((group) => group.squares.length >= LEAST_SQUARES && !isBlend(group, groups))
    .map(({ mean, squares }) => {
      const solid = squares.filter(({ range }) => range === 0);
      const isSolid = 2 * solid.length > squares.length;
      const pixels = squares.length * CELL * CELL * rowStep;
      const tolerance = TOLERANCE.levels + (TOLERANCE.share * step) / Math.sqrt(squares.length);
      return isSolid ? { mean: solid[0].mean, tolerance: 0, pixels } : { mean, tolerance, pixels };
    });
}

interface EvenSquare {
  readonly mean: Triple;
  /** Between the levels of its pixels, in the channel where that is most. */
  readonly range: number;
}

function rowStepOf({ width, height }: DitheredPicture): number {
  return Math.ceil((width * height) / (CELL ** 2 * MOST_SQUARES));
}

/** Squares whose cells are alike, as inside of an area. */
function evenSquares({ width, height, values, colours }: DitheredPicture, rowStep: number): EvenSquare[] {
  const across = Math.floor(width / CELL);
  const down = Math.floor(height / CELL);
  const cellAt = (column: number, row: number): Cell => {
    const cell: Cell = { sums: [0, 0, 0], least: [255, 255, 255], most: [0, 0, 0] };
    for (let y = row * CELL; y < (row + 1) * CELL; y++) {
      for (let x = column * CELL; x < (column + 1) * CELL; x++) addColour(cell, colours[values[y * width + x]]);
    }
    return cell;
  };
  const found: EvenSquare[] = [];
  const rowAt = (row: number): Cell[] => Array.from({ length: across }, (_, column) => cellAt(column, row));
  for (let row = 1, above = rowAt(0); row < down; row += rowStep) {
    if (rowStep > 1) above = rowAt(row - 1);
    const cells = rowAt(row);
    for (let column = 1; column < across; column++) {
      const square = evenSquare([above[column - 1], above[column], cells[column - 1], cells[column]]);
      if (square !== undefined) found.push(square);
    }
    above = cells;
  }
  return found;
}

interface Cell {
  readonly sums: [number, number, number];
  readonly least: [number, number, number];
  readonly most: [number, number, number];
}

const channels = [0, 1, 2] as const;

function addColour(cell: Cell, colour: Triple): void {
  for (const channel of channels) {
    const level = colour[channel];
    cell.sums[channel] += level;
    if (level < cell.least[channel]) cell.least[channel] = level;
    if (level > cell.most[channel]) cell.most[channel] = level;
  }
}

function evenSquare(cells: readonly Cell[]): EvenSquare | undefined {
  let range = 0;
  const mean: [number, number, number] = [0, 0, 0];
  for (const channel of channels) {
    let [sum, least, most] = [0, 255, 0];
    for (const cell of cells) {
      sum += cell.sums[channel];
      if (cell.least[channel] < least) least = cell.least[channel];
      if (cell.most[channel] > most) most = cell.most[channel];
    }
    mean[channel] = sum / (cells.length * CELL * CELL);
    if (most - least > range) range = most - least;
  }
  const reach = EVEN.levels + EVEN.share * range;
  const isEven = cells.every(({ sums }) => {
    return channels.every((channel) => Math.abs(sums[channel] / (CELL * CELL) - mean[channel]) <= reach);
  });
  return isEven ? { mean, range } : undefined;
}

interface Group {
  readonly mean: Triple;
  readonly squares: readonly EvenSquare[];
}

/** Squares round the colours that most of them have. */
function groupSquares(squares: readonly EvenSquare[], reach: number): Group[] {
  const groups: Group[] = [];
  let left = squares;
  while (left.length >= LEAST_SQUARES && groups.length <= MOST_COLOURS) {
    let mean = commonest(left, reach);
    let taken = left.filter((square) => isWithin(square.mean, mean, reach));
    for (let again = 0; again < REFINEMENTS && taken.length > 0; again++) {
      mean = meanOf(taken);
      const centre = mean;
      taken = left.filter((square) => isWithin(square.mean, centre, reach));
    }
    if (taken.length < LEAST_SQUARES) break;
    groups.push({ mean, squares: taken });
    const gone = new Set(taken);
    left = left.filter((square) => !gone.has(square));
  }
  return groups;
}

/** The mean of the squares in the fullest box of colours. */
function commonest(squares: readonly EvenSquare[], side: number): Triple {
  const boxes = Map.groupBy(squares, ({ mean }) => mean.map((level) => Math.round(level / side)).join());
  let fullest: readonly EvenSquare[] = [];
  for (const box of boxes.values()) if (box.length > fullest.length) fullest = box;
  return meanOf(fullest);
}

function meanOf(squares: readonly EvenSquare[]): Triple {
  const sums: [number, number, number] = [0, 0, 0];
  for (const { mean } of squares) for (const channel of channels) sums[channel] += mean[channel];
  const [red, green, blue] = sums;
  return [red / squares.length, green / squares.length, blue / squares.length];
}

function countWithin(squares: readonly EvenSquare[], centre: Triple, reach: number): number {
  return squares.reduce((count, { mean }) => count + (isWithin(mean, centre, reach) ? 1 : 0), 0);
}

function isWithin(a: Triple, b: Triple, reach: number): boolean {
  return channels.every((channel) => Math.abs(a[channel] - b[channel]) <= reach);
}

function isBlend({ mean, squares }: Group, groups: readonly Group[]): boolean {
  const stronger = groups.filter((other) => other.squares.length >= DOMINANCE * squares.length);
  return stronger.some((from, place) =>
    stronger.slice(place + 1).some((to) => distanceToLine(mean, from.mean, to.mean) <= BLEND_LEVELS),
  );
}

/** How far a colour lies from the line between two, in the channel where that is most. */
function distanceToLine(colour: Triple, from: Triple, to: Triple): number {
  const way = channels.map((channel) => to[channel] - from[channel]);
  const length = way.reduce((sum, step) => sum + step ** 2, 0);
  const along = way.reduce((sum, step, channel) => sum + step * (colour[channel] - from[channel]), 0);
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, along / length));
  return Math.max(...channels.map((channel) => Math.abs(from[channel] + share * way[channel] - colour[channel])));
}
