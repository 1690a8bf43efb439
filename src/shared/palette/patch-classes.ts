import { channelDistance } from './channel-distance.ts';
import type { PooledClass } from './class-pool.ts';
import type { Triple } from './file-evidence.ts';
import { likelyValue } from './likely-colour.ts';
import type { PooledPatch } from './patch-pool.ts';
import { componentsOf, type Interval, valuesIn, type ValueKind } from './witness-values.ts';

/** Patches of lossy files must lie farther from every class than the width of their interval, by so many levels. */
const LEAST_DISTANCE = 4;
/** Patches without loss, from soft edges, must lie farther from every class than noise reaches. */
const EXACT_DISTANCE = 16;
/** A blend lies off the straight line between two classes by this many levels, and half the width of its interval. */
const BLEND_SLACK = 8;
/** Soft edges blend two classes in many shares: so few patches of a lossy file between two classes may be classes. */
const MOST_CLASSES_BETWEEN = 5;
/** More classes than this are instances or a photo: between so many colours everything is a blend. */
const MOST_CLASSES = 512;
/** A patch seen so often is no accident. */
const LEAST_AREAS = 3;

/**
 * The patches that are classes of their own: small classes without any flat area, not ghosts of edges. They lie far from
 * every class, are not one of the many blends between two, and recur, or lie so far off that once is enough.
 *
 * Measured on lossless masks of 13 data sets saved as JPEG (4:4:4 and 4:2:0, quality 95 to 50): the colours of edges came
 * as near as 1.1 times the width of their interval to being taken for classes, never nearer.
 */
export function classesOfPatches(
  patches: readonly PooledPatch[],
  classes: readonly PooledClass[],
  kind: ValueKind,
): PooledClass[] {
  if (classes.length > MOST_CLASSES) {
    return [];
  }
  const found: PooledClass[] = [];
  const known = classes.map((entry) => likelyValue(entry, kind, new Set()) ?? 0);
  const strangers = patches.filter((patch) => distanceTo(patch, known, kind) >= leastDistance(patch));
  for (const patch of strangers) {
    const distance = distanceTo(patch, known, kind);
    if (distance < leastDistance(patch) || !isSupported(patch, distance)) continue;
    if (isGhost(patch, { strangers, known, kind })) continue;
    const created = classOf(patch, kind);
    const value = likelyValue(created, kind, new Set());
    if (value === undefined) continue;
    known.push(value);
    found.push(created);
  }
  return found;
}

function leastDistance({ width }: PooledPatch): number {
  return width === 0 ? EXACT_DISTANCE : LEAST_DISTANCE + width;
}

function isSupported(patch: PooledPatch, distance: number): boolean {
  const isFar = patch.width > 0 && distance >= 2 * leastDistance(patch);
  return isFar || patch.areas >= LEAST_AREAS || patch.files >= 2;
}

function distanceTo({ space, middle }: PooledPatch, values: readonly number[], kind: ValueKind): number {
  return values.reduce(
    (least, value) => Math.min(least, channelDistance(componentsOf(value, space, kind), middle)),
    Infinity,
  );
}

interface Surroundings {
  readonly strangers: readonly PooledPatch[];
  readonly known: readonly number[];
  readonly kind: ValueKind;
}

/**
 * Whether a patch is the blend of two classes that a soft edge makes: it lies between them, and comes from a picture
 * without loss, which has soft edges or it would have no patches, or is one of many there.
 */
function isGhost(patch: PooledPatch, { strangers, known, kind }: Surroundings): boolean {
  const ends = known.map((value) => componentsOf(value, patch.space, kind));
  return ends.some((from, place) =>
    ends.slice(place + 1).some((to) => {
      const isBetween = (other: PooledPatch): boolean => other.space === patch.space && isBlendOf(other, from, to);
      if (!isBetween(patch)) return false;
      return patch.width === 0 || strangers.filter(isBetween).length > MOST_CLASSES_BETWEEN;
    }),
  );
}

function isBlendOf({ middle, width }: PooledPatch, from: Triple, to: Triple): boolean {
  const way = to.map((value, channel) => value - from[channel]);
  const length = way.reduce((sum, step) => sum + step * step, 0);
  const share = way.reduce((sum, step, channel) => sum + step * (middle[channel] - from[channel]), 0) / length;
  const straight = from.map((value, channel) => value + share * way[channel]);
  return share > 0 && share < 1 && channelDistance(straight, middle) <= BLEND_SLACK + width / 2;
}

function classOf({ space, middle, width, files, areas, pixels, index }: PooledPatch, kind: ValueKind): PooledClass {
  const interval = intervalAround(middle, width / 2);
  return {
    values: valuesIn(space, interval, kind),
    precision: width === 0 ? 'decoded' : 'estimated',
    files,
    pixels,
    areas,
    intervals: new Map([['patch', { space, interval }]]),
    indices: new Set(index === undefined ? [] : [index]),
  };
}

/** Samples near black and white are drawn away from them by clipping: an interval near an end reaches up to it. */
function intervalAround([first, second, third]: Triple, reach: number): Interval {
  const low = (value: number): number => (value <= 2 * reach ? Math.min(0, value - reach) : value - reach);
  const high = (value: number): number => (value >= 255 - 2 * reach ? Math.max(255, value + reach) : value + reach);
  return { low: [low(first), low(second), low(third)], high: [high(first), high(second), high(third)] };
}
