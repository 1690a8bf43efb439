import { useState } from 'react';
import { formatCompact, formatCount } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { type HeatCell, HeatMap } from '../../ui/heat-map.tsx';
import { SegmentedControl } from '../../ui/kit.ts';
import css from './measure.module.css';
import { type ShownClass, useShownClasses } from './measured-classes.ts';

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly masks: number;
  readonly edges: number;
}

interface PairMapProps {
  /** True where only what touches tells anything: all classes occur together. */
  readonly isOneMask?: boolean;
  readonly classes: readonly { readonly slot: number; readonly pixels: number; readonly masks?: number }[];
  readonly pairs: readonly Pair[];
}

/** More rows and columns than this are no longer looked through. */
const MAX_SHOWN = 40;

const counts = ['masks', 'edges'] as const;
type Count = (typeof counts)[number];

/** Which classes occur in one mask, or touch. */
export function PairMap({ classes, pairs, isOneMask = false }: PairMapProps) {
  const [wanted, setCount] = useState<Count>('masks');
  const count = isOneMask ? 'edges' : wanted;
  const shown = useShownClasses();
  const words = text.measure;
  if (pairs.length === 0) return <EmptyState title={words.onePair} />;
  const lines = largest(classes).map(({ slot }) => shown(slot));
  const byKey = new Map(pairs.map((pair) => [keyOf(pair.a, pair.b), pair]));
  const most = Math.max(1, ...pairs.map((pair) => pair[count]));
  const masksOf = new Map(classes.map(({ slot, masks }) => [slot, masks]));
  const cellAt = (row: ShownClass, column: ShownClass): HeatCell | undefined => {
    if (row.key === column.key) return count === 'masks' ? ownCell(row, masksOf.get(row.key)) : undefined;
    const pair = byKey.get(keyOf(row.key, column.key));
    if (pair === undefined || pair[count] === 0) return undefined;
    const title = (count === 'masks' ? words.masksOf : words.edgesOf)(row.name, column.name, formatCount(pair[count]));
    return { depth: pair[count] / most, label: formatCompact(pair[count]), title };
  };
  return (
    <>
      <div className={css.row} hidden={isOneMask && classes.length <= MAX_SHOWN}>
        {!isOneMask && (
          <SegmentedControl
            aria-label={words.pairsBy}
            value={count}
            data={counts.map((value) => ({ value, label: value === 'masks' ? words.byMasks : words.byEdges }))}
            onChange={setCount}
          />
        )}
        {classes.length > MAX_SHOWN && <span className={css.dim}>{words.pairsCut(formatCount(MAX_SHOWN))}</span>}
      </div>
      <HeatMap title={isOneMask ? words.contactsTitle : words.pairsTitle} lines={lines} cellAt={cellAt} />
    </>
  );
}

function ownCell({ name }: ShownClass, masks: number | undefined): HeatCell | undefined {
  if (masks === undefined) return undefined;
  return { depth: 0, label: formatCompact(masks), title: text.measure.holding(name, formatCount(masks)) };
}

function keyOf(one: number, other: number): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/** Those with the most pixels, in the order in which they came. */
function largest<Entry extends { readonly pixels: number }>(classes: readonly Entry[]): readonly Entry[] {
  if (classes.length <= MAX_SHOWN) return classes;
  const kept = new Set([...classes].sort((one, other) => other.pixels - one.pixels).slice(0, MAX_SHOWN));
  return classes.filter((entry) => kept.has(entry));
}
