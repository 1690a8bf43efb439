export interface TableColumn {
  readonly title: string;
  readonly isNumber?: boolean;
}

const GAP = '  ';
/** One name that is longer than this leaves its row, and does not push every other row apart. */
const WIDEST = 60;

/** Rows below their titles, each column as wide as its widest cell that is no monster; numbers to the right. */
export function formatTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): readonly string[] {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_, place) => Math.min(WIDEST, widestCell([titles, ...rows], place)));
  return [titles, ...rows].map((row) =>
    columns
      .map(({ isNumber }, place) => {
        const cell = row[place] ?? '';
        const padding = ' '.repeat(Math.max(0, widths[place] - displayWidth(cell)));
        return isNumber === true ? padding + cell : cell + padding;
      })
      .join(GAP)
      .trimEnd(),
  );
}

function widestCell(rows: readonly (readonly string[])[], place: number): number {
  return rows.reduce((widest, row) => Math.max(widest, displayWidth(row[place] ?? '')), 0);
}

// One column per user-perceived character; wide scripts are rare in the names of masks.
function displayWidth(text: string): number {
  return isPlain.test(text) ? text.length : [...segmenter().segment(text)].length;
}

const isPlain = /^[ -~]*$/;

/** Made where a text needs it: it takes milliseconds to get ready. */
function segmenter(): Intl.Segmenter {
  return (knownSegmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' }));
}

let knownSegmenter: Intl.Segmenter | undefined;
