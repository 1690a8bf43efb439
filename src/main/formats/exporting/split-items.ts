import { MaskmendError } from '../../../shared/errors.ts';
import type { SplitChoice } from '../export-request.ts';
import { flatName } from '../writing/flat-name.ts';

/** Items of no split go where most tools look first. */
export const DEFAULT_SPLIT = 'train';

/** The split that an item keeps, by a name that every disk takes for a folder. */
export function keptSplit(split: string | undefined): string {
  return split === undefined ? DEFAULT_SPLIT : flatName(split, DEFAULT_SPLIT);
}

type Division = Extract<SplitChoice, { kind: 'divide' }>;

/**
 * Divides items so that every part has its share of every class, as far as whole items allow: classes are dealt out from
 * the rarest on, each item to the part that lacks its class most (Sechidis et al., On the Stratification of Multi-Label
 * Data, 2011). The same items, classes and seed give the same parts. Parts have exactly the sizes asked for.
 *
 * @param classes The classes that occur in each item.
 * @returns The name of each item's part.
 */
export function divideItems(classes: readonly (readonly number[])[], division: Division): string[] {
  const sizes = sizesOfParts(classes.length, division);
  const random = randomNumbers(division.seed);
  const dealer = new Dealer(classes, sizes, random);
  dealer.dealAll();
  return dealer.parts.map((part) => division.parts[part].name);
}

/** Items of each part: largest remainders get what rounding leaves. Throws MaskmendError usage where they do not add up. */
export function sizesOfParts(total: number, { parts }: Division): number[] {
  const sum = parts.reduce((all, { size }) => all + size, 0);
  const isCounts = parts.every(({ size }) => Number.isInteger(size)) && sum > 1;
  if (isCounts && sum !== total) {
    throw new MaskmendError('usage', `the parts add up to ${sum}, but there are ${total} masks`, {
      hint: 'give shares such as 0.8,0.1,0.1, or counts of all masks',
    });
  }
  if (!isCounts && Math.abs(sum - 1) > 1e-6) {
    throw new MaskmendError('usage', `the shares add up to ${sum}, not to 1`);
  }
  const exact = parts.map(({ size }) => (isCounts ? size : size * total));
  const sizes = exact.map((size) => Math.floor(size + 1e-9));
  const byRemainder = exact
    .map((size, i) => ({ i, rest: size - sizes[i] }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  const missing = total - sizes.reduce((all, size) => all + size, 0);
  for (const { i } of byRemainder.slice(0, missing)) sizes[i]++;
  return sizes;
}

class Dealer {
  readonly parts: number[];
  readonly #classes: readonly (readonly number[])[];
  readonly #room: number[];
  readonly #random: () => number;
  /** Items of each class that each part still lacks. */
  readonly #wanted = new Map<number, number[]>();
  readonly #left = new Map<number, Set<number>>();

  constructor(classes: readonly (readonly number[])[], sizes: readonly number[], random: () => number) {
    this.#classes = classes;
    this.#room = [...sizes];
    this.#random = random;
    this.parts = classes.map(() => -1);
    const order = shuffled([...classes.keys()], random);
    for (const item of order) for (const name of classes[item]) this.#leftOf(name).add(item);
    for (const [name, items] of this.#left) {
      this.#wanted.set(
        name,
        sizes.map((size) => (size / classes.length) * items.size),
      );
    }
  }

  dealAll(): void {
    for (let rarest = this.#rarest(); rarest !== undefined; rarest = this.#rarest()) {
      for (const item of [...this.#leftOf(rarest)]) this.#deal(item, this.#wanted.get(rarest) ?? []);
    }
    const rest = shuffled(
      [...this.parts.keys()].filter((item) => this.parts[item] < 0),
      this.#random,
    );
    for (const item of rest) this.#deal(item, this.#room);
  }

  #rarest(): number | undefined {
    let best: { name: number; count: number } | undefined;
    for (const [name, { size }] of this.#left) {
      if (size > 0 && (best === undefined || size < best.count)) best = { name, count: size };
    }
    return best?.name;
  }

  /** To the part that lacks the class most; among equals to the one with most room. */
  #deal(item: number, wanted: readonly number[]): void {
    let best = -1;
    for (let part = 0; part < this.#room.length; part++) {
      if (this.#room[part] === 0) continue;
      const lead = best < 0 ? 1 : wanted[part] - wanted[best] || this.#room[part] - this.#room[best];
      if (lead > 0) best = part;
    }
    this.parts[item] = best;
    this.#room[best]--;
    for (const name of this.#classes[item]) {
      this.#leftOf(name).delete(item);
      const lacking = this.#wanted.get(name);
      if (lacking !== undefined) lacking[best]--;
    }
  }

  #leftOf(name: number): Set<number> {
    let items = this.#left.get(name);
    if (items === undefined) this.#left.set(name, (items = new Set()));
    return items;
  }
}

function shuffled(items: number[], random: () => number): number[] {
  for (let i = items.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [items[i], items[other]] = [items[other], items[i]];
  }
  return items;
}

/** Numbers in 0..1 that depend on the seed alone (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
