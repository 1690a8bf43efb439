import { channelDistance } from './channel-distance.ts';
import type { PooledClass } from './class-pool.ts';
import type { Triple } from './file-evidence.ts';
import { unpackColour } from './packed-colour.ts';
import { colourOfValue, middleOf, rgbNear, type ValueKind } from './witness-values.ts';

/** Cost of a channel's value by how people choose colours: ends, halves and quarters, round numbers. */
const levelCosts: readonly { readonly cost: number; readonly has: (value: number) => boolean }[] = [
  { cost: 0, has: (value) => value === 0 || value === 255 },
  { cost: 1, has: (value) => value % 64 === 0 },
  { cost: 1.6, has: (value) => value === 127 || value % 32 === 0 || value % 50 === 0 },
  { cost: 2.2, has: (value) => value % 16 === 0 || value % 10 === 0 },
  { cost: 2.8, has: (value) => value % 5 === 0 || value % 8 === 0 },
];
const OTHER_LEVEL_COST = 3.6;
const levelCost = Float64Array.from(
  { length: 256 },
  (_, value) => levelCosts.find(({ has }) => has(value))?.cost ?? OTHER_LEVEL_COST,
);

const GREY_BONUS = 1.5;
const TWO_EQUAL_BONUS = 0.3;
/** What a level of distance from the middle of the intervals costs: next to nothing, except where it is an estimate. */
const DISTANCE_COST = 0.01;
const ESTIMATE_DISTANCE_COST = 0.8;

/** How unlikely somebody chose this colour for a class; the weights were fitted on 341 classes of published masks. */
function oddness(value: number): number {
  const [red, green, blue] = unpackColour(value);
  const sum = levelCost[red] + levelCost[green] + levelCost[blue];
  if (red === green && green === blue) {
    return sum - GREY_BONUS;
  }
  return red === green || green === blue || red === blue ? sum - TWO_EQUAL_BONUS : sum;
}

/**
 * The value of a class that is most likely its colour, other than those in `taken`. Any of them gives the same repair:
 * they cannot be told apart in the files. Undefined where all are taken.
 */
export function likelyValue(
  { values, intervals, precision }: PooledClass,
  kind: ValueKind,
  taken: ReadonlySet<number>,
): number | undefined {
  const candidates = values.filter((value) => !taken.has(value));
  if (candidates.length <= 1) {
    return candidates.at(0);
  }
  const middle = middleColour({ intervals });
  const distanceCost = precision === 'estimated' || precision === 'fitted' ? ESTIMATE_DISTANCE_COST : DISTANCE_COST;
  const cost = (value: number): number => {
    const colour = colourOfValue(value, kind);
    const odd = kind === 'levels' ? 3 * (levelCost.at(value) ?? OTHER_LEVEL_COST) : oddness(value);
    return odd + distanceCost * channelDistance(colour, middle);
  };
  const costs = candidates.map(cost);
  return candidates[costs.indexOf(costs.reduce((least, one) => Math.min(least, one)))];
}

/** The RGB colour in the middle of all intervals in which a class was seen, unrounded. */
export function middleColour({ intervals }: Pick<PooledClass, 'intervals'>): Triple {
  const middles = [...intervals.values()].map(({ space, interval }) => rgbNear(middleOf(interval), space));
  const mean = (channel: number): number => middles.reduce((sum, middle) => sum + middle[channel], 0) / middles.length;
  return [mean(0), mean(1), mean(2)];
}
