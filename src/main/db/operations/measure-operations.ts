import { z } from 'zod';
import type { MaskMeasure, TinyObject } from '../../../shared/measure/measure-mask.ts';
import { MeasureSum, type MeasureTotals } from '../../../shared/measure/sum-measures.ts';
import { readJson } from '../tables/json-column.ts';
import type { MeasurableMask, StoredMeasure } from '../tables/measures-table.ts';
import type { Tables } from '../tables/tables.ts';

/** A tiny object and the mask it lies in. */
export interface PlacedTinyObject extends TinyObject {
  readonly file: number;
  /** Below its root, POSIX. */
  readonly path: string;
}

export interface StoredTotals {
  readonly totals: MeasureTotals;
  /** The smallest ones. */
  readonly tiny: readonly PlacedTinyObject[];
}

/** Measures of one mask. */
export interface NamedMeasure {
  readonly id: number;
  readonly path: string;
  readonly measure: MaskMeasure;
}

export const measureOperations = {
  measurableMasks({ measures }: Tables, way: string): MeasurableMask[] {
    return measures.masks(way);
  },

  recordMeasure(
    { measures }: Tables,
    { measure, ...mask }: { id: number; labelsVersion: string; way: string; measure: MaskMeasure },
  ): void {
    measures.write({ ...mask, measure: JSON.stringify(measure) });
  },

  /** The measures that hold now, added up here so that they need not be handed over one by one. */
  measureTotals({ measures }: Tables, way: string, maxTiny: number): StoredTotals {
    const sum = new MeasureSum();
    let tiny: PlacedTinyObject[] = [];
    for (const stored of measures.current(way)) {
      const { id, path, measure } = readMeasure(stored);
      sum.add(measure);
      for (const place of measure.tiny) tiny.push({ ...place, file: id, path });
      if (tiny.length > 20 * maxTiny) tiny = smallest(tiny, maxTiny);
    }
    return { totals: sum.totals(), tiny: smallest(tiny, maxTiny) };
  },

  /** The measures that hold now, mask by mask. */
  measuresOfMasks({ measures }: Tables, way: string): NamedMeasure[] {
    return [...measures.current(way)].map(readMeasure);
  },
};

const count = z.int().min(0);
const tinySchema = z.object({ slot: count, pixels: count, x: count, y: count, width: count, height: count });
const measureSchema = z.object({
  width: count,
  height: count,
  classes: z.array(
    z.object({
      ...{ slot: count, pixels: count, objects: count, largestObjectPx: count, tinyObjects: count, tinyPixels: count },
      ...{ boundaryEdges: count, boundaryPixels: count },
    }),
  ),
  contacts: z.array(z.object({ a: count, b: count, edges: count })),
  tiny: z.array(tinySchema),
}) satisfies z.ZodType<MaskMeasure>;

function readMeasure({ id, path, measure }: StoredMeasure): NamedMeasure {
  return { id, path, measure: readJson(measureSchema, measure) };
}

function smallest(tiny: readonly PlacedTinyObject[], count: number): PlacedTinyObject[] {
  return [...tiny].sort((one, other) => one.pixels - other.pixels || one.file - other.file).slice(0, count);
}
