import type { Database } from 'better-sqlite3';
import { type Segment, segmentSchema } from '../../../shared/model/segment.ts';
import { readOptionalJson } from './json-column.ts';

interface StoredSegment {
  readonly number: number;
  readonly slot: number;
  readonly isCrowd: 0 | 1;
  readonly sourceId: number | null;
  readonly sourceRgb: string | null;
}

/** The objects of masks, apart from their pixels. */
export function openSegmentsTable(database: Database) {
  const columns = 'number, slot, is_crowd AS isCrowd, source_id AS sourceId, source_rgb AS sourceRgb';
  const ofFile = database.prepare<[number], StoredSegment>(
    `SELECT ${columns} FROM segments WHERE file_id = ? ORDER BY number`,
  );
  const any = database.prepare<[number], number>('SELECT 1 FROM segments WHERE file_id = ? LIMIT 1').pluck();
  const highest = database
    .prepare<[number], number | null>('SELECT max(number) FROM segments WHERE file_id = ?')
    .pluck();
  const upsert = database.prepare(
    `INSERT INTO segments (file_id, number, slot, given_slot, is_crowd, source_id, source_rgb)
     VALUES (@fileId, @number, @slot, NULL, @isCrowd, @sourceId, @sourceRgb)
     ON CONFLICT (file_id, number) DO UPDATE SET slot = @slot, is_crowd = @isCrowd`,
  );
  // A class that a person chose stays; else the one that was given follows.
  const give = database.prepare(
    `INSERT INTO segments (file_id, number, slot, given_slot, is_crowd, source_id, source_rgb)
     VALUES (@fileId, @number, @slot, @slot, @isCrowd, @sourceId, @sourceRgb)
     ON CONFLICT (file_id, number) DO UPDATE SET
       slot = CASE WHEN slot = given_slot THEN @slot ELSE slot END, given_slot = @slot, source_rgb = @sourceRgb`,
  );
  const remove = database.prepare<[number, number]>('DELETE FROM segments WHERE file_id = ? AND number = ?');
  return {
    /** By number. */
    ofFile(fileId: number): Segment[] {
      return ofFile.all(fileId).map(fromStored);
    },
    hasAny(fileId: number): boolean {
      return any.get(fileId) !== undefined;
    },
    /** 0 where there is none. */
    highest(fileId: number): number {
      return highest.get(fileId) ?? 0;
    },
    /** What a person made of an object, or a new one. */
    write(fileId: number, segment: Segment): void {
      upsert.run({ fileId, ...toStored(segment) });
    },
    /** What a repair gave. */
    give(fileId: number, segment: Segment): void {
      give.run({ fileId, ...toStored(segment) });
    },
    remove(fileId: number, number: number): void {
      remove.run(fileId, number);
    },
  };
}

function toStored({ number, slot, isCrowd, sourceId, sourceRgb }: Segment) {
  return {
    number,
    slot,
    isCrowd: Number(isCrowd),
    sourceId: sourceId ?? null,
    sourceRgb: sourceRgb === undefined ? null : JSON.stringify(sourceRgb),
  };
}

function fromStored({ number, slot, isCrowd, sourceId, sourceRgb }: StoredSegment): Segment {
  const rgb = readOptionalJson(segmentSchema.shape.sourceRgb.unwrap(), sourceRgb);
  return {
    number,
    slot,
    isCrowd: isCrowd === 1,
    ...(sourceId !== null && { sourceId }),
    ...(rgb !== undefined && { sourceRgb: rgb }),
  };
}
