import type { Database } from 'better-sqlite3';

/** A mask whose labels can be measured. */
export interface MeasurableMask {
  readonly id: number;
  /** Grows with every change of the labels. */
  readonly labelsVersion: string;
  readonly isMeasured: 0 | 1;
}

/** A measure as it was put down: JSON of a MaskMeasure. */
export interface StoredMeasure {
  readonly id: number;
  readonly path: string;
  readonly measure: string;
}

const LABELS_VERSION = "files.revision || '.' || files.labels_revision";
const WITH_LABELS = `files.role = 'mask' AND files.is_removed = 0 AND files.status IN ('repaired', 'stale')`;

/** Measures of masks, each with the labels and the way of measuring it holds for. */
export function openMeasuresTable(database: Database) {
  const selectMasks = database.prepare<[string], MeasurableMask>(
    `SELECT files.id, ${LABELS_VERSION} AS labelsVersion,
       measures.way IS ? AND measures.labels_version = ${LABELS_VERSION} AS isMeasured
     FROM files LEFT JOIN measures ON measures.file_id = files.id WHERE ${WITH_LABELS} ORDER BY files.id`,
  );
  const selectAll = database.prepare<[string], StoredMeasure>(
    `SELECT files.id, files.path, measures.measure FROM measures JOIN files ON files.id = measures.file_id
     WHERE measures.way = ? AND measures.labels_version = ${LABELS_VERSION} AND ${WITH_LABELS} ORDER BY files.id`,
  );
  const upsert = database.prepare(
    `INSERT INTO measures (file_id, labels_version, way, measure) VALUES (@id, @labelsVersion, @way, @measure)
     ON CONFLICT (file_id) DO UPDATE SET labels_version = excluded.labels_version, way = excluded.way,
       measure = excluded.measure`,
  );
  return {
    /** All masks with labels, and whether they are measured as they are now, in this way. */
    masks(way: string): MeasurableMask[] {
      return selectMasks.all(way);
    },
    /** Those that hold for the labels as they are now, one after the other. */
    current(way: string): IterableIterator<StoredMeasure> {
      return selectAll.iterate(way);
    },
    write(measure: Omit<MeasurableMask, 'isMeasured'> & { readonly way: string; readonly measure: string }): void {
      upsert.run(measure);
    },
  };
}
