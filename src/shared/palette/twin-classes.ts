import type { Rgb } from '../model/palette.ts';
import { type PooledClass } from './class-pool.ts';
import type { ColourWitness, FileEvidence, Triple } from './file-evidence.ts';
import { isGrey } from './grey-coding.ts';
import { likelyValue } from './likely-colour.ts';
import { unpackColour } from './packed-colour.ts';
import { componentsOf, type ValueKind } from './witness-values.ts';

/**
 * Two pooled classes whose colours lie beside each other and which no file shows together: two classes, or one whose colour
 * some files hold a little off, because they were saved before they were saved as they are.
 */
export interface TwinClasses {
  /** The likeliest colours, by which the classes are told; `strong` is the more frequent one. */
  readonly strong: Rgb;
  readonly weak: Rgb;
}

/** A twin that is the other's: its files do not tell where the colour lies, as its own do or do not. */
export interface MergedTwin {
  readonly from: Rgb;
  readonly into: Rgb;
  /** Whether files that hold the colour as it was drawn show the class that remains. */
  readonly isSound: boolean;
}

/** How far an earlier saving moves a flat colour beyond the interval of the later one, in levels of Y, Cb and Cr. */
const MOST_GAP = 2;
/** Between more classes near ones are instances, and comparing all takes its time. */
const MOST_CLASSES = 256;
const MOST_TWINS = 32;
/** Where an earlier saving left its traces, a few flat MCUs beside edges are a step off: so many times fewer than the others. */
const DOMINANCE = 8;

/** The twins among pooled classes, the most frequent first. Levels of grey masks are never twins: they are numbers. */
export function findTwins(
  pooled: readonly PooledClass[],
  files: readonly FileEvidence[],
  kind: ValueKind,
): TwinClasses[] {
  if (kind === 'levels' || pooled.length > MOST_CLASSES || mayAllBeGrey(pooled)) return [];
  const lossy = pooled
    .filter(({ precision }) => precision === 'bounded' || precision === 'decoded')
    .toSorted((a, b) => b.pixels - a.pixels)
    .map((entry) => ({ entry, box: boxOf(entry) }));
  const near = lossy.flatMap((weak, place) =>
    lossy
      .slice(0, place)
      .filter((strong) => [strong, weak].some(({ entry }) => entry.precision === 'bounded'))
      .filter((strong) => gapBetween(strong.box, weak.box) <= MOST_GAP)
      .map((strong) => ({ strong: strong.entry, weak: weak.entry })),
  );
  const apart = withoutThoseShownTogether(near.slice(0, MOST_TWINS), files);
  return apart.flatMap(({ strong, weak }) => {
    const [one, other] = [colourOf(strong, kind), colourOf(weak, kind)];
    return one === undefined || other === undefined ? [] : [{ strong: one, weak: other }];
  });
}

/** The classes without those that are another's, which takes over what was counted for them. */
export function mergeTwins(
  pooled: readonly PooledClass[],
  merged: readonly MergedTwin[],
  kind: ValueKind,
): readonly PooledClass[] {
  const classes = new Map(pooled.map((entry) => [colourOf(entry, kind)?.join(), entry]));
  const gone = new Map<PooledClass, PooledClass>();
  const remaining = (entry: PooledClass): PooledClass => {
    const other = gone.get(entry);
    return other === undefined ? entry : remaining(other);
  };
  for (const { from, into, isSound } of merged) {
    const [own, other] = [classes.get(from.join()), classes.get(into.join())];
    if (own === undefined || other === undefined) continue;
    const target = remaining(other);
    if (gone.has(own) || target === own) continue;
    gone.set(own, target);
    if (!isSound) target.values = [...new Set([...target.values, ...own.values])];
    target.files += own.files;
    target.pixels += own.pixels;
    target.areas += own.areas;
  }
  return pooled.filter((entry) => !gone.has(entry));
}

interface Pair {
  readonly strong: PooledClass;
  readonly weak: PooledClass;
}

function withoutThoseShownTogether(pairs: readonly Pair[], files: readonly FileEvidence[]): readonly Pair[] {
  let apart = pairs;
  for (const { space, witnesses } of files) {
    if (apart.length === 0) break;
    const shown = witnesses.map((witness) => ({ name: nameOf(space, witness), pixels: witness.pixels }));
    apart = apart.filter(({ strong, weak }) => {
      const [most, least] = [pixelsIn(strong, shown), pixelsIn(weak, shown)].toSorted((a, b) => b - a);
      return least * DOMINANCE < most || least === 0;
    });
  }
  return apart;
}

function nameOf(space: FileEvidence['space'], { low, high }: ColourWitness): string {
  return `${space} ${low.join()} ${high.join()}`;
}

interface Shown {
  readonly name: string;
  readonly pixels: number;
}

function pixelsIn({ intervals }: PooledClass, shown: readonly Shown[]): number {
  return shown.reduce((sum, { name, pixels }) => sum + (intervals.has(name) ? pixels : 0), 0);
}

interface Box {
  readonly low: Triple;
  readonly high: Triple;
}

/** Round the Y, Cb and Cr of all values that a class may have. */
function boxOf({ values }: PooledClass): Box {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const value of values) {
    componentsOf(value, 'ycbcr', 'colours').forEach((level, index) => {
      low[index] = Math.min(low[index], level);
      high[index] = Math.max(high[index], level);
    });
  }
  return { low, high };
}

function gapBetween(a: Box, b: Box): number {
  const gaps = a.low.map((low, index) => Math.max(0, b.low[index] - a.high[index], low - b.high[index]));
  return Math.max(...gaps);
}

/** Masks in which every class may be grey are grey, and their levels are numbers. */
function mayAllBeGrey(pooled: readonly PooledClass[]): boolean {
  return pooled.every(({ values }) => values.some((value) => isGrey(unpackColour(value))));
}

function colourOf(entry: PooledClass, kind: ValueKind): Rgb | undefined {
  const value = likelyValue(entry, kind, new Set());
  return value === undefined ? undefined : unpackColour(value);
}
