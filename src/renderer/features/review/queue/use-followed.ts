import { useEffect, useRef } from 'react';
import type { SourceFilter, SourceSort } from '../../../../shared/contract/source-schemas.ts';
import { call } from '../../../api/client.ts';

interface Followed {
  /** The mask on screen. */
  readonly current: number | undefined;
  /** Where it stands, if that is among the rows at hand. */
  readonly cursor: number | undefined;
  /** Rows of the list that are known to be there. */
  readonly count: number;
  readonly filter: SourceFilter;
  readonly sort: SourceSort;
  readonly scrollTo: (index: number) => void;
}

/** Keeps the mask on screen in the list's view when keys, decisions, an undo or another filter lead elsewhere. */
export function useFollowed({ current, cursor, count, filter, sort, scrollTo }: Followed): void {
  const followed = useRef<Pick<Followed, 'current' | 'filter' | 'sort'>>(undefined);
  const scroll = useRef(scrollTo);
  useEffect(() => {
    scroll.current = scrollTo;
  }, [scrollTo]);
  useEffect(() => {
    const before = followed.current;
    const isFollowed = before?.current === current && before?.filter === filter && before.sort === sort;
    if (current === undefined || count === 0 || isFollowed) return;
    const follow = (position: number): void => {
      followed.current = { current, filter, sort };
      scroll.current(position);
    };
    if (cursor !== undefined) {
      follow(cursor);
      return;
    }
    // Far from the rows at hand.
    let isOver = false;
    call('sources.position', { id: current, filter, sort }).then(
      ({ position }) => {
        if (!isOver && position !== undefined) follow(position);
      },
      // The list itself tells what is the matter.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [current, cursor, count, filter, sort]);
}
