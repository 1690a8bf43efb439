import type { Database } from 'better-sqlite3';
import { type ClassRole, classEvidenceSchema, type PaletteClass } from '../../shared/model/palette.ts';
import { readOptionalJson, writeOptionalJson } from './json-column.ts';

interface StoredClass {
  readonly slot: number;
  readonly name: string;
  readonly index: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly role: ClassRole;
  readonly evidence: string | null;
}

const COLUMNS = 'slot, name, exported_index AS "index", red, green, blue, role, evidence';

/** Every class the project ever had; those of its palette have a position. */
export function openClassesTable(database: Database) {
  const selectAll = database.prepare<[], StoredClass>(`SELECT ${COLUMNS} FROM classes ORDER BY slot`);
  const selectPalette = database.prepare<[], StoredClass>(
    `SELECT ${COLUMNS} FROM classes WHERE position IS NOT NULL ORDER BY position`,
  );
  const retireAll = database.prepare('UPDATE classes SET position = NULL WHERE position IS NOT NULL');
  const upsert = database.prepare(
    `INSERT INTO classes (slot, position, name, exported_index, red, green, blue, role, evidence)
     VALUES (@slot, @position, @name, @index, @red, @green, @blue, @role, @evidence)
     ON CONFLICT (slot) DO UPDATE SET position = excluded.position, name = excluded.name,
       exported_index = excluded.exported_index, red = excluded.red, green = excluded.green, blue = excluded.blue,
       role = excluded.role, evidence = excluded.evidence`,
  );
  return {
    /** Also the classes that are no longer in the palette: their slots are never given away. */
    all(): PaletteClass[] {
      return selectAll.all().map(fromStored);
    },
    inPalette(): PaletteClass[] {
      return selectPalette.all().map(fromStored);
    },
    /** Makes these classes, by slot, the palette's, in this order. */
    setPalette(classes: readonly PaletteClass[]): void {
      retireAll.run();
      for (const [position, { rgb, evidence, ...others }] of classes.entries()) {
        const [red, green, blue] = rgb;
        upsert.run({ ...others, position, red, green, blue, evidence: writeOptionalJson(evidence) });
      }
    },
  };
}

function fromStored({ red, green, blue, evidence, ...others }: StoredClass): PaletteClass {
  return { ...others, rgb: [red, green, blue], evidence: readOptionalJson(classEvidenceSchema, evidence) };
}
