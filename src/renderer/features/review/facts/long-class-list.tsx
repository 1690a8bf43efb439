import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { text } from '../../../strings/text.ts';
import { ClassLine } from './class-line.tsx';
import type { PlacedClass } from './class-order.ts';
import css from './class-list.module.css';

/** As the style sheet has it. */
const LINE_PX = 28;
const OVERSCAN_LINES = 6;

interface LongClassListProps {
  readonly classes: readonly PlacedClass[];
  /** Pixels of the mask, by slot. */
  readonly pixels: ReadonlyMap<number, number>;
  /** Pixels of the mask in all. */
  readonly all: number;
}

/** Hundreds of classes in a room of their own: only the lines in view are there, and those where somebody is at work. */
export function LongClassList({ classes, pixels, all }: LongClassListProps) {
  const room = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<number>();
  const lines = useVirtualizer({
    count: classes.length,
    estimateSize: () => LINE_PX,
    getScrollElement: () => room.current,
    overscan: OVERSCAN_LINES,
    rangeExtractor: (range) =>
      withHeld(
        range,
        classes.findIndex(({ entry }) => entry.slot === held),
      ),
  });
  return (
    <div ref={room} className={css.room}>
      <ul
        className={css.classes}
        style={{ height: lines.getTotalSize() }}
        aria-label={text.review.classesHere}
        onFocus={({ target }) => {
          // What a line has opened elsewhere in the window tells of its focus here too, and keeps the line.
          const line = target.closest<HTMLElement>('[data-slot]');
          if (line !== null) setHeld(Number(line.dataset.slot));
        }}
      >
        {lines.getVirtualItems().map(({ index, start }) => {
          const found = classes[index];
          return (
            found !== undefined && (
              <ClassLine
                key={found.entry.slot}
                entry={found.entry}
                place={found.place}
                pixels={pixels.get(found.entry.slot) ?? 0}
                all={all}
                topPx={start}
                position={index + 1}
                count={classes.length}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}

/**
 * A line with the focus, or with something open, stays when it leaves the view, and with it those beside it: the next key
 * goes on from there.
 */
function withHeld(range: Range, held: number): number[] {
  const inView = defaultRangeExtractor(range);
  if (held < 0) return inView;
  const around = [held - 1, held, held + 1].filter((line) => line >= 0 && line < range.count);
  return [...new Set([...inView, ...around])].toSorted((a, b) => a - b);
}
