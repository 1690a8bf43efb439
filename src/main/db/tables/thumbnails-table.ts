import type { Database } from 'better-sqlite3';

/** A small picture for lists: `picture`, the source as codec/thumbnail.ts makes it; `labels`, class slots, 16 bits little-endian, row-major. */
export interface Thumbnail {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

export type ThumbnailKind = 'picture' | 'labels';

export function openThumbnailsTable(database: Database) {
  const select = database.prepare<[number, ThumbnailKind], Thumbnail>(
    'SELECT width, height, bytes FROM thumbnails WHERE file_id = ? AND kind = ?',
  );
  const upsert = database.prepare(
    `INSERT INTO thumbnails (file_id, kind, width, height, bytes) VALUES (@fileId, @kind, @width, @height, @bytes)
     ON CONFLICT (file_id, kind) DO UPDATE SET width = excluded.width, height = excluded.height, bytes = excluded.bytes`,
  );
  const remove = database.prepare<[number, ThumbnailKind]>('DELETE FROM thumbnails WHERE file_id = ? AND kind = ?');
  return {
    read(fileId: number, kind: ThumbnailKind): Thumbnail | undefined {
      return select.get(fileId, kind);
    },
    write(fileId: number, kind: ThumbnailKind, thumbnail: Thumbnail): void {
      upsert.run({ ...thumbnail, fileId, kind });
    },
    remove(fileId: number, kind: ThumbnailKind): void {
      remove.run(fileId, kind);
    },
  };
}
