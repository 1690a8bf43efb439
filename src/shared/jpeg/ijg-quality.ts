/** Quantisation tables of ITU-T T.81 annex K in natural order, which libjpeg scales by quality. */
const STANDARD_LUMA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
const STANDARD_CHROMA = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99,
];

/** Made once each: every file is held against all of them. */
const tables = new Map<string, Uint16Array>();

/** The table that libjpeg's `jpeg_set_quality` makes: 64 steps 1..255 in natural order. */
export function ijgTable(kind: 'luma' | 'chroma', quality: number): Uint16Array {
  const key = `${kind} ${quality}`;
  const table = tables.get(key) ?? scaledTable(kind, quality);
  tables.set(key, table);
  return table;
}

function scaledTable(kind: 'luma' | 'chroma', quality: number): Uint16Array {
  const scale = quality < 50 ? Math.trunc(5000 / quality) : 200 - quality * 2;
  const standard = kind === 'luma' ? STANDARD_LUMA : STANDARD_CHROMA;
  return Uint16Array.from(standard, (step) => Math.min(255, Math.max(1, Math.trunc((step * scale + 50) / 100))));
}

/** Levels between two neighbouring colours that a flat 8 x 8 block can have at a quality: an eighth of the DC's step. */
export function flatStep(kind: 'luma' | 'chroma', quality: number): number {
  return Math.max(1, ijgTable(kind, quality)[0] / 8);
}

export interface QualityEstimate {
  /** Nearest IJG quality, 1..100; of several equally near the highest. */
  readonly quality: number;
  readonly hasStandardTables: boolean;
  /** Mean absolute difference from the tables of that quality, in quantiser steps. */
  readonly tableDeviation: number;
}

/**
 * Nearest IJG quality of the components' tables. The first is held against the luma table; so are others that are the
 * same as it, as in RGB-coded files; the rest against the chroma table.
 */
export function estimateQuality(fileTables: readonly Uint16Array[]): QualityEstimate {
  const kinds = fileTables.map((table) => (isSameTable(table, fileTables[0]) ? 'luma' : 'chroma'));
  let best = { quality: 1, misfit: Infinity };
  for (let quality = 100; quality >= 1; quality--) {
    const misfit = misfitBelow(best.misfit, fileTables, (index) => ijgTable(kinds[index], quality));
    if (misfit < best.misfit) best = { quality, misfit };
  }
  const tableDeviation = deviationFrom(fileTables, (index) => ijgTable(kinds[index], best.quality));
  return { quality: best.quality, hasStandardTables: tableDeviation === 0, tableDeviation };
}

type TableOf = (index: number) => Uint16Array;

/** Sum of the steps' distances, in shares of the standard ones; `limit` or more where it is that: most qualities are far off. */
function misfitBelow(limit: number, tables: readonly Uint16Array[], standardOf: TableOf): number {
  let misfit = 0;
  for (let index = 0; index < tables.length && misfit < limit; index++) {
    const [table, standard] = [tables[index], standardOf(index)];
    for (let k = 0; k < 64 && misfit < limit; k++) misfit += Math.abs(table[k] - standard[k]) / standard[k];
  }
  return misfit;
}

/** Mean absolute difference of the steps. */
function deviationFrom(tables: readonly Uint16Array[], standardOf: TableOf): number {
  let difference = 0;
  tables.forEach((table, index) => {
    const standard = standardOf(index);
    for (let k = 0; k < 64; k++) difference += Math.abs(table[k] - standard[k]);
  });
  return difference / (64 * tables.length);
}

function isSameTable(a: Uint16Array, b: Uint16Array | undefined): boolean {
  return b !== undefined && a.every((step, k) => step === b[k]);
}
