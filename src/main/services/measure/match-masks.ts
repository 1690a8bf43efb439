import { pairNameOf } from '../../../shared/checks/source-name.ts';
import { baseOf } from '../../formats/tree/safe-name.ts';
import type { NamedItem } from './open-mask-sets.ts';

export interface MatchedMasks {
  readonly pairs: readonly { readonly first: NamedItem; readonly second: NamedItem }[];
  /** Masks without a counterpart. */
  readonly onlyFirst: readonly NamedItem[];
  readonly onlySecond: readonly NamedItem[];
}

/**
 * Pairs the masks of two sets: by their path without extension, case aside, then by the file's name where it occurs once
 * on each side, then by that name without what tools add to it (`_mask`, `_gt`, ...). Where each side has one mask, they
 * are a pair.
 */
export function matchMasks(first: readonly NamedItem[], second: readonly NamedItem[]): MatchedMasks {
  if (first.length === 1 && second.length === 1) {
    return { pairs: [{ first: first[0], second: second[0] }], onlyFirst: [], onlySecond: [] };
  }
  const partners = new Map<NamedItem, NamedItem>();
  const taken = new Set<NamedItem>();
  for (const keyOf of KEYS) {
    const ours = byKey(
      first.filter((item) => !partners.has(item)),
      keyOf,
    );
    const theirs = byKey(
      second.filter((item) => !taken.has(item)),
      keyOf,
    );
    for (const [key, [item, ...more]] of ours) {
      const [partner, ...others] = theirs.get(key) ?? [];
      // A name that occurs twice on a side says nothing.
      if (more.length > 0 || others.length > 0 || (partner as NamedItem | undefined) === undefined) continue;
      partners.set(item, partner);
      taken.add(partner);
    }
  }
  return {
    pairs: first.flatMap((item) => {
      const partner = partners.get(item);
      return partner === undefined ? [] : [{ first: item, second: partner }];
    }),
    onlyFirst: first.filter((item) => !partners.has(item)),
    onlySecond: second.filter((item) => !taken.has(item)),
  };
}

type KeyOf = (item: NamedItem) => string;

const KEYS: readonly KeyOf[] = [
  ({ stem, split }) => `${split ?? ''}\0${stem}`,
  ({ stem, split }) => `${split ?? ''}\0${stem.toLowerCase()}`,
  ({ stem }) => stem.toLowerCase(),
  ({ stem }) => baseOf(stem).toLowerCase(),
  ({ stem }) => pairNameOf(baseOf(stem)),
];

function byKey(items: readonly NamedItem[], keyOf: KeyOf): Map<string, NamedItem[]> {
  return Map.groupBy(items, (item) => keyOf(item).normalize('NFC'));
}
