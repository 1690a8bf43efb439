import type { PooledClass } from './class-pool.ts';
import type { Triple } from './file-evidence.ts';
import type { OpenColour } from './open-colours.ts';
import { packColour } from './packed-colour.ts';
import { type Interval, rgbNear, valuesIn, type ValueKind, wholeColour } from './witness-values.ts';

/** A class that fills no area in any file, as edges of some of them tell. */
export interface ThinClass {
  readonly space: OpenColour['space'];
  /** Its levels in the components of the files, and the least and greatest that explain as much. */
  readonly levels: Triple;
  readonly low: Triple;
  readonly high: Triple;
  /** In the parts of files that were looked at: the numbers of files that show it, its reproduced MCUs, its pixels. */
  readonly files: readonly number[];
  readonly areas: number;
  readonly pixels: number;
}

/** Levels that no colour has, as those a little darker than black: it is one of those so near to them. */
const NEAR_LEVELS = 4;

/** A thin class beside those that areas show. */
export function pooledThinClass(thin: ThinClass, kind: ValueKind): PooledClass {
  const { space, files, pixels, areas } = thin;
  return {
    values: valuesOf(thin, kind),
    precision: 'fitted',
    files: files.length,
    pixels,
    areas,
    intervals: new Map([['thin', { space, interval: { low: thin.low, high: thin.high } }]]),
    indices: new Set(),
  };
}

function valuesOf({ space, levels, low, high }: ThinClass, kind: ValueKind): readonly number[] {
  const values = valuesIn(space, { low, high }, kind);
  if (values.length > 0) return values;
  const near = valuesIn(space, widened({ low, high }, NEAR_LEVELS), kind);
  if (near.length > 0) return near;
  const colour = wholeColour(rgbNear(levels, space));
  return [kind === 'levels' ? colour[0] : packColour(colour)];
}

function widened({ low, high }: Interval, by: number): Interval {
  return { low: [low[0] - by, low[1] - by, low[2] - by], high: [high[0] + by, high[1] + by, high[2] + by] };
}
