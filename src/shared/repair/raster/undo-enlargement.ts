import type { Raster } from '../../mask/raster.ts';
import { channelDistance } from '../../palette/channel-distance.ts';
import { CERTAIN } from '../../decide/confidence-map.ts';
import type { Labels } from '../../forward/down-sampling.ts';
import type { Nearest } from './class-distances.ts';
import type { RasterReading } from './raster-reading.ts';
import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';

/** Factors that are tried. Larger ones leave edges so wide that they are rarely asked for. */
const MOST_TIMES = 16;
/** How far a pixel may lie from what the enlarged labels give, in levels: roundings, some of them in two steps. */
const TOLERANCE = 1.01;
/** For values that were not rounded, on whatever scale they are read. */
const EXACT = 1e-6;
/** Likelihood, times 254, of what two classes share evenly. */
const EVEN = 127;
/** Rows between two questions whether to stop. */
const ROWS = 16;

/**
 * Where pixel 0 of an enlarged picture lies between the pixels of the mask: as OpenCV, Pillow, ImageMagick and PyTorch place
 * it (the pictures' corners on each other), as plain scripts do (the middles of first pixels), as libvips does.
 */
const PLACEMENTS: readonly ((times: number) => number)[] = [(times) => 0.5 / times - 0.5, () => 0, () => -0.5];

interface Enlargement {
  readonly times: number;
  /** Where pixel 0 lies, in pixels of the mask from the middle of its first. */
  readonly offset: number;
  /** Of the mask that was enlarged. */
  readonly width: number;
  readonly height: number;
}

/** A mask whose enlargement was undone, and made again as nearest neighbours do. */
export interface UndoneEnlargement {
  /** Positions in the palette. */
  readonly labels: Labels;
  readonly confidence: Uint8Array;
  readonly times: number;
}

/**
 * Undoes that a mask was enlarged linearly by a whole factor, as image libraries do. Proof that it was: the enlarged colours
 * of the labels that are found give every pixel of the picture, but for roundings. Undefined where no labels do.
 * Throws `cancelled` when `shouldStop` turns true.
 */
export function undoEnlargement(
  raster: Raster,
  reading: RasterReading,
  shouldStop: ShouldStop,
): UndoneEnlargement | undefined {
  for (let times = 2; times <= MOST_TIMES; times++) {
    if (raster.width % times !== 0 || raster.height % times !== 0) continue;
    const [width, height] = [raster.width / times, raster.height / times];
    if (width < 2 || height < 2) continue;
    for (const placement of PLACEMENTS) {
      const enlargement = { times, offset: placement(times), width, height };
      const source = findSource(enlargement, reading, shouldStop);
      if (source === undefined || !givesPicture(source, enlargement, reading, shouldStop)) continue;
      return { times, ...enlargeLabels(source, enlargement, { classTriples: reading.classTriples, shouldStop }) };
    }
  }
  return undefined;
}

/** The mask that was enlarged. */
interface Source {
  readonly labels: Uint16Array;
  /** 1 where another class of the palette would do as well, but for roundings. */
  readonly isOpen: Uint8Array;
}

/** Undefined as soon as a pixel of it is of no class. */
function findSource(enlargement: Enlargement, reading: RasterReading, shouldStop: ShouldStop): Source | undefined {
  const { width, height } = enlargement;
  const across = Array.from({ length: width }, (_, at) => tapsOf(at, width, enlargement));
  const down = Array.from({ length: height }, (_, at) => tapsOf(at, height, enlargement));
  // What roundings of the picture's pixels amount to, at most, in the sum of their weights; one alone is not rounded.
  const weight = [...across, ...down].reduce((most, taps) => Math.max(most, taps.weight), 1);
  const tolerance = weight === 1 ? EXACT : TOLERANCE * (2 * weight - 1) ** 2;
  const source = { labels: new Uint16Array(width * height), isOpen: new Uint8Array(width * height) };
  const triple = [0, 0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    if (y % ROWS === 0) throwIfStopped(shouldStop);
    for (let x = 0; x < width; x++, at++) {
      const place = { across: across[x], down: down[y], pitch: width * enlargement.times };
      const plain = plainClass(reading, place);
      if (plain >= 0) {
        source.labels[at] = plain;
        continue;
      }
      readSource(reading, place, triple);
      const { position, least, second } = nearestByChannel(triple, reading.classTriples);
      if (least > tolerance) return undefined;
      source.labels[at] = position;
      if (second <= tolerance) source.isOpen[at] = 1;
    }
  }
  return source;
}

/** Pixels of the picture, along one axis, and their weights: their sum is a pixel of the mask that was enlarged. */
interface Taps {
  readonly near: number;
  readonly far: number;
  /** Weight of `near`; that of `far` is what lacks to 1. */
  readonly weight: number;
}

/** The pixel that lies on one of the mask, or the two ends of the line between it and the next one, drawn on to it. */
function tapsOf(at: number, size: number, { times, offset }: Enlargement): Taps {
  // Roundings of the division must not lose the pixel that lies on it.
  const near = Math.ceil(times * (at - offset) - EXACT);
  const share = near / times + offset - at;
  // Behind the last of the mask nothing is blended any more.
  if (at + 1 === size) return { near: size * times - 1, far: size * times - 1, weight: 1 };
  if (share < EXACT) return { near, far: near, weight: 1 };
  const far = Math.ceil(times * (at + 1 - offset) - EXACT) - 1;
  return { near, far, weight: 1 + (share * times) / (far - near) };
}

/** The pixels of the picture that make up one of the mask, in rows of `pitch` pixels. */
interface TapPlace {
  readonly across: Taps;
  readonly down: Taps;
  readonly pitch: number;
}

/**
 * The class where all these pixels are exactly one, else -1: what is flat is not blended, since another class a level away
 * would show in one of them.
 */
function plainClass({ exactClassAt, valueAt }: RasterReading, { across, down, pitch }: TapPlace): number {
  const [above, below] = [down.near * pitch, down.far * pitch];
  const value = valueAt(above + across.near);
  if (valueAt(above + across.far) !== value || valueAt(below + across.near) !== value) return -1;
  return valueAt(below + across.far) === value ? exactClassAt(above + across.near) : -1;
}

function readSource({ tripleAt }: RasterReading, { across, down, pitch }: TapPlace, out: number[]): void {
  const sum = [0, 0, 0];
  for (const [row, below] of [
    [down.near, down.weight],
    [down.far, 1 - down.weight],
  ]) {
    for (const [column, beside] of [
      [across.near, across.weight],
      [across.far, 1 - across.weight],
    ]) {
      tripleAt(row * pitch + column, out);
      for (let channel = 0; channel < 3; channel++) sum[channel] += below * beside * out[channel];
    }
  }
  for (let channel = 0; channel < 3; channel++) out[channel] = sum[channel];
}

/** The nearest class by the channel that differs most. */
function nearestByChannel(triple: readonly number[], triples: RasterReading['classTriples']): Nearest {
  let position = 0;
  let least = Infinity;
  let second = Infinity;
  for (let candidate = 0; candidate < triples.length; candidate++) {
    const distance = channelDistance(triple, triples[candidate]);
    if (distance < least) [second, least, position] = [least, distance, candidate];
    else if (distance < second) second = distance;
  }
  return { position, least, second };
}

/** A pixel of the picture lies between two of the mask that was enlarged, along one axis. */
interface Between {
  readonly first: number;
  readonly second: number;
  /** Of the second. */
  readonly share: number;
}

function betweenOf(at: number, size: number, { times, offset }: Enlargement): Between {
  const place = Math.min(size - 1, Math.max(0, at / times + offset));
  const first = Math.min(size - 1, Math.floor(place));
  return { first, second: Math.min(size - 1, first + 1), share: place - first };
}

function givesPicture(
  { labels: source }: Source,
  enlargement: Enlargement,
  { classTriples, tripleAt }: RasterReading,
  shouldStop: ShouldStop,
): boolean {
  const { across, down, width } = placesOf(enlargement);
  const triple = [0, 0, 0];
  for (let y = 0, at = 0; y < down.length; y++) {
    if (y % ROWS === 0) throwIfStopped(shouldStop);
    const { first: top, second: bottom, share: below } = down[y];
    for (let x = 0; x < across.length; x++, at++) {
      const { first, second, share } = across[x];
      const [a, b] = [classTriples[source[top * width + first]], classTriples[source[top * width + second]]];
      const [c, d] = [classTriples[source[bottom * width + first]], classTriples[source[bottom * width + second]]];
      tripleAt(at, triple);
      for (let channel = 0; channel < 3; channel++) {
        const above = a[channel] + share * (b[channel] - a[channel]);
        const under = c[channel] + share * (d[channel] - c[channel]);
        if (Math.abs(above + below * (under - above) - triple[channel]) > TOLERANCE) return false;
      }
    }
  }
  return true;
}

function placesOf(enlargement: Enlargement) {
  const { width, height, times } = enlargement;
  const across = Array.from({ length: width * times }, (_, at) => betweenOf(at, width, enlargement));
  const down = Array.from({ length: height * times }, (_, at) => betweenOf(at, height, enlargement));
  return { across, down, width };
}

/**
 * The class in the middle of each pixel. Where two share it evenly, which is not certain, that in which the pixel lies when
 * the corners of mask and picture are laid on each other.
 */
function enlargeLabels(
  { labels: source, isOpen }: Source,
  enlargement: Enlargement,
  { classTriples, shouldStop }: Pick<RasterReading, 'classTriples'> & { readonly shouldStop: ShouldStop },
): Pick<UndoneEnlargement, 'labels' | 'confidence'> {
  const { across, down, width } = placesOf(enlargement);
  const count = across.length * down.length;
  const labels: Labels = classTriples.length < 256 ? new Uint8Array(count) : new Uint16Array(count);
  const confidence = new Uint8Array(count).fill(CERTAIN);
  for (let y = 0, at = 0; y < down.length; y++) {
    if (y % ROWS === 0) throwIfStopped(shouldStop);
    const [top, bottom] = nearestOf(down[y], Math.floor(y / enlargement.times));
    for (let x = 0; x < across.length; x++, at++) {
      const [left, right] = nearestOf(across[x], Math.floor(x / enlargement.times));
      const label = source[top * width + left];
      const others = [source[top * width + right], source[bottom * width + left], source[bottom * width + right]];
      labels[at] = label;
      if (others.some((other) => other !== label)) confidence[at] = EVEN;
      else if (isOpen[top * width + left] === 1) confidence[at] = CERTAIN - 1;
    }
  }
  return { labels, confidence };
}

/** Of the mask that was enlarged, along one axis: the pixel that lies nearest; of two that lie equally near, `inside` first. */
function nearestOf({ first, second, share }: Between, inside: number): readonly [number, number] {
  if (Math.abs(share - 0.5) < EXACT) return inside === second ? [second, first] : [first, second];
  return share < 0.5 ? [first, first] : [second, second];
}
