import type { Labels } from '../../forward/down-sampling.ts';
import type { Raster } from '../../mask/raster.ts';
import { type ShouldStop, throwIfStopped } from '../../should-stop.ts';
import { CellCosts } from './cell-costs.ts';
import { findChromaSampling, isChromaFitted, type LabelledChroma } from './chroma-sampling.ts';
import { CELL_PIXELS, CellReader, type ChromaSampling, lumaChroma } from './cell-reader.ts';
import { NearClasses } from './near-classes.ts';
import type { RasterReading } from '../raster/raster-reading.ts';

/** About so many cells are settled together, of whole rows, but of so many rows at least. */
const BAND_CELLS = 32_768;
const LEAST_ROWS = 4;
const SWEEPS = 6;
/** The likelihood of a label is never more. */
const MOST_LIKELY = 0.99;

interface LossyPicture {
  readonly raster: Raster;
  readonly reading: RasterReading;
  readonly labels: Labels;
  readonly confidence: Uint8Array;
}

/**
 * Settles the labels of a lossy picture where classes meet: iterated conditional modes (Besag 1986) over cells of 2 x 2
 * pixels, of which all labels are chosen together, for luma speaks of each pixel but chroma mostly of a whole cell. Changes
 * `labels` and `confidence`. Throws `cancelled` when `shouldStop` turns true.
 */
export function settleCells({ raster, reading, labels, confidence }: LossyPicture, shouldStop: ShouldStop): void {
  const reader = new CellReader(raster, reading);
  const sampling = chromaMeant(reader, { raster, reading, labels }, shouldStop);
  const size = { width: raster.width, height: raster.height };
  const costs = new CellCosts(reading.classTriples, { ...size, labels, isCoarse: sampling !== 'full' });
  const near = new NearClasses({ ...size, labels });
  const bandRows = Math.max(LEAST_ROWS, Math.round(BAND_CELLS / reader.cellsWide));
  for (let from = 0; from < reader.cellsHigh; from += bandRows) {
    throwIfStopped(shouldStop);
    const rows = { from, to: Math.min(reader.cellsHigh, from + bandRows) };
    const open = near.openCells(rows);
    if (open.length === 0) continue;
    costs.load(reader.read(rows, sampling), rows.from);
    for (let sweep = 0, isChanged = true; sweep < SWEEPS && isChanged; sweep++) {
      isChanged = false;
      for (const { column, row, candidates } of open) isChanged = costs.settle(column, row, candidates) || isChanged;
    }
    for (const { column, row, candidates } of open) {
      costs.settle(column, row, candidates);
      for (let pixel = 0; pixel < CELL_PIXELS; pixel++) {
        const x = 2 * column + (pixel & 1);
        const y = 2 * row + (pixel >> 1);
        if (x < raster.width && y < raster.height)
          confidence[y * raster.width + x] = likelihoodOf(costs.marginOf(pixel));
      }
    }
  }
}

/** Times 254, of a label that costs so much less than the next. */
function likelihoodOf(margin: number): number {
  return Math.floor(254 * Math.min(MOST_LIKELY, 1 / (1 + Math.exp(-margin))));
}

/** How the chroma of cells is to be read; of two ways, as the labels found so far bear out. */
function chromaMeant(
  reader: CellReader,
  { raster, reading, labels }: Omit<LossyPicture, 'confidence'>,
  shouldStop: ShouldStop,
): ChromaSampling {
  const sampling = findChromaSampling(reader, shouldStop);
  if (sampling !== 'interpolated') return sampling;
  const codes = reading.classTriples.map(lumaChroma);
  const chromaOf: LabelledChroma = (cell, plane) => {
    const part = plane === 'blue' ? 1 : 2;
    const column = cell % reader.cellsWide;
    const row = (cell - column) / reader.cellsWide;
    const [x, y] = [2 * column, 2 * row];
    const [right, below] = [Math.min(x + 1, raster.width - 1), Math.min(y + 1, raster.height - 1)];
    const at = (column: number, row: number) => codes[labels[row * raster.width + column]][part];
    return (at(x, y) + at(right, y) + at(x, below) + at(right, below)) / CELL_PIXELS;
  };
  return isChromaFitted(reader, chromaOf, shouldStop) ? 'repeated' : 'interpolated';
}
