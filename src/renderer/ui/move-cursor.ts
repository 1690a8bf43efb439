interface KeyPress {
  readonly key: string;
}

interface CursorRoom {
  readonly cursor: number;
  readonly count: number;
  /** Rows that PageUp and PageDown go over. */
  readonly page: number;
  /** Items side by side; 1 in a list. */
  readonly columns?: number;
}

/** Where a key takes the cursor of a list or grid; undefined where it is no such key. */
export function moveCursor({ key }: KeyPress, { cursor, count, page, columns = 1 }: CursorRoom): number | undefined {
  const target = targetOf(key, { cursor, count, page, columns });
  return target === undefined || count === 0 ? undefined : Math.max(0, Math.min(count - 1, target));
}

function targetOf(key: string, { cursor, count, page, columns }: Required<CursorRoom>): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return cursor + columns;
    case 'ArrowUp':
      return cursor - columns;
    case 'ArrowRight':
      return columns > 1 ? cursor + 1 : undefined;
    case 'ArrowLeft':
      return columns > 1 ? cursor - 1 : undefined;
    case 'PageDown':
      return cursor + page * columns;
    case 'PageUp':
      return cursor - page * columns;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
