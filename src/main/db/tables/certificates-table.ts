import { zstdDecompressSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import type { BlockCertificate } from '../../../shared/forward/block-certificate.ts';
import { compress } from '../labels/mask-tiles.ts';

/** The certificate of each mask's newest result, where it was made from the blocks of a JPEG. */
export function openCertificatesTable(database: Database) {
  const select = database.prepare<[number, number], BlockCertificate>(
    `SELECT columns, block_rows AS rows, block_width AS blockWidth, block_height AS blockHeight, states
     FROM certificates WHERE file_id = ? AND revision = ?`,
  );
  const upsert = database.prepare(
    `INSERT OR REPLACE INTO certificates (file_id, revision, columns, block_rows, block_width, block_height, states)
     VALUES (@fileId, @revision, @columns, @rows, @blockWidth, @blockHeight, @states)`,
  );
  const remove = database.prepare<[number]>('DELETE FROM certificates WHERE file_id = ?');
  return {
    /** Of the result of that revision; undefined where none is kept. */
    read(fileId: number, revision: number): BlockCertificate | undefined {
      const stored = select.get(fileId, revision);
      return stored && { ...stored, states: zstdDecompressSync(stored.states) };
    },
    replace(fileId: number, revision: number, certificate: BlockCertificate | undefined): void {
      if (certificate === undefined) remove.run(fileId);
      else upsert.run({ ...certificate, fileId, revision, states: compress(certificate.states) });
    },
  };
}
