import type { Database } from 'better-sqlite3';
import type { MaskCoding } from '../../../shared/model/palette.ts';
import { contractVersion, engineVersion } from '../../../shared/versions.ts';

export interface ProjectRow {
  readonly createdAt: number;
  /** Versions of the program that opened the project last. */
  readonly engineVersion: number;
  readonly contractVersion: number;
  /** Undefined until the project has a palette. */
  readonly paletteCoding: MaskCoding | undefined;
  readonly paletteSource: string | undefined;
  /** The lowest slot that no class ever had. */
  readonly nextSlot: number;
  /** Grows with every change to files, pairs, results or decisions. */
  readonly revision: number;
  /** Grows with every change of classes; 0 until there is a palette. */
  readonly paletteRevision: number;
}

interface StoredProject extends Omit<ProjectRow, 'paletteCoding' | 'paletteSource'> {
  readonly paletteCoding: MaskCoding | null;
  readonly paletteSource: string | null;
}

/** The one row about the project as a whole; made, or brought to this program's versions, when the table is opened. */
export function openProjectTable(database: Database) {
  database
    .prepare(
      `INSERT INTO project (id, created_at, engine_version, contract_version) VALUES (1, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET engine_version = excluded.engine_version, contract_version = excluded.contract_version`,
    )
    .run(Date.now(), engineVersion, contractVersion);
  const select = database.prepare<[], StoredProject>(
    `SELECT created_at AS createdAt, engine_version AS engineVersion, contract_version AS contractVersion,
       palette_coding AS paletteCoding, palette_source AS paletteSource, next_slot AS nextSlot,
       revision, palette_revision AS paletteRevision
     FROM project WHERE id = 1`,
  );
  const updatePalette = database.prepare<[MaskCoding, string, number]>(
    `UPDATE project SET palette_coding = ?, palette_source = ?, next_slot = ?, palette_revision = palette_revision + 1
     WHERE id = 1`,
  );
  const clearPalette = database.prepare(
    `UPDATE project SET palette_coding = NULL, palette_source = NULL, palette_revision = palette_revision + 1
     WHERE id = 1`,
  );
  const grow = database.prepare('UPDATE project SET revision = revision + 1 WHERE id = 1');
  return {
    read(): ProjectRow {
      const row = select.get();
      if (row === undefined) throw new Error('the project has no row');
      return { ...row, paletteCoding: row.paletteCoding ?? undefined, paletteSource: row.paletteSource ?? undefined };
    },
    setPalette(coding: MaskCoding, source: string, nextSlot: number): void {
      updatePalette.run(coding, source, nextSlot);
    },
    /** As it was before there was a palette; slots stay taken. */
    clearPalette(): void {
      clearPalette.run();
    },
    /** Something about files has changed. */
    grow(): void {
      grow.run();
    },
  };
}
