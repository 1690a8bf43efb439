import type { Database } from 'better-sqlite3';
import { classMarkingSchema } from '../../../shared/model/class-marking.ts';
import { type ClassRole, classEvidenceSchema } from '../../../shared/model/palette.ts';
import type { ProjectPalette, ProjectPaletteClass } from '../../../shared/model/project-palette.ts';
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
  readonly isLocked: 0 | 1;
  readonly marking: string | null;
  readonly mergedInto: number | null;
  readonly sourceIndex: number;
  readonly sourceRed: number;
  readonly sourceGreen: number;
  readonly sourceBlue: number;
}

const COLUMNS = `slot, name, exported_index AS "index", red, green, blue, role, evidence, is_locked AS isLocked, marking,
  merged_into AS mergedInto, source_index AS sourceIndex, source_red AS sourceRed, source_green AS sourceGreen,
  source_blue AS sourceBlue`;

/** Every class the project ever had; those of its palette have a position, merged ones the class they count as. */
export function openClassesTable(database: Database) {
  const selectAll = database.prepare<[], StoredClass>(`SELECT ${COLUMNS} FROM classes ORDER BY slot`);
  const selectPalette = database.prepare<[], StoredClass>(
    `SELECT ${COLUMNS} FROM classes WHERE position IS NOT NULL ORDER BY position`,
  );
  const retireAll = database.prepare('UPDATE classes SET position = NULL, merged_into = NULL');
  const upsert = database.prepare(
    `INSERT INTO classes (slot, position, name, exported_index, red, green, blue, role, evidence, is_locked,
       marking, merged_into, source_index, source_red, source_green, source_blue)
     VALUES (@slot, @position, @name, @index, @red, @green, @blue, @role, @evidence, @isLocked, @marking, @mergedInto,
       @sourceIndex, @sourceRed, @sourceGreen, @sourceBlue)
     ON CONFLICT (slot) DO UPDATE SET position = excluded.position, name = excluded.name,
       exported_index = excluded.exported_index, red = excluded.red, green = excluded.green, blue = excluded.blue,
       role = excluded.role, evidence = excluded.evidence, is_locked = excluded.is_locked, marking = excluded.marking,
       merged_into = excluded.merged_into, source_index = excluded.source_index, source_red = excluded.source_red,
       source_green = excluded.source_green, source_blue = excluded.source_blue`,
  );
  const write = (entry: ProjectPaletteClass, place: { position: number | null; mergedInto: number | null }): void => {
    const [red, green, blue] = entry.rgb;
    const [sourceRed, sourceGreen, sourceBlue] = entry.sourceRgb;
    const { slot, name, index, role, sourceIndex } = entry;
    const source = { sourceIndex, sourceRed, sourceGreen, sourceBlue };
    const flags = {
      isLocked: Number(entry.isLocked),
      evidence: writeOptionalJson(entry.evidence),
      marking: writeOptionalJson(entry.marking),
    };
    upsert.run({ slot, name, index, role, red, green, blue, ...source, ...flags, ...place });
  };
  return {
    /** Also the classes that are no longer in the palette: their slots are never given away. */
    all(): ProjectPaletteClass[] {
      return selectAll.all().map(fromStored);
    },
    inPalette(): Pick<ProjectPalette, 'classes' | 'merged'> {
      const merged = selectAll.all().flatMap((row) => {
        return row.mergedInto === null ? [] : [{ ...fromStored(row), into: row.mergedInto }];
      });
      return { classes: selectPalette.all().map(fromStored), merged };
    },
    /** Makes these classes, by slot, the palette's, in this order. */
    setPalette({ classes, merged }: Pick<ProjectPalette, 'classes' | 'merged'>): void {
      retireAll.run();
      for (const [position, entry] of classes.entries()) write(entry, { position, mergedInto: null });
      for (const entry of merged) write(entry, { position: null, mergedInto: entry.into });
    },
  };
}

function fromStored(row: StoredClass): ProjectPaletteClass {
  const { slot, name, index, role, sourceIndex } = row;
  const evidence = readOptionalJson(classEvidenceSchema, row.evidence);
  const marking = readOptionalJson(classMarkingSchema, row.marking);
  return {
    slot,
    name,
    index,
    role,
    rgb: [row.red, row.green, row.blue],
    sourceIndex,
    sourceRgb: [row.sourceRed, row.sourceGreen, row.sourceBlue],
    isLocked: row.isLocked === 1,
    ...(evidence && { evidence }),
    ...(marking && { marking }),
  };
}
