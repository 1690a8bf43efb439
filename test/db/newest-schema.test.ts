import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../src/main/db/schema/migrate.ts';
import { migrations } from '../../src/main/db/schema/migrations.ts';
import { newestSchema } from '../../src/main/db/schema/newest-schema.ts';

function schemaOf(prepare: (database: Database.Database) => void): readonly { name: string; sql: string }[] {
  const database = new Database(':memory:');
  try {
    prepare(database);
    return database
      .prepare<[], { name: string; sql: string }>(
        // Tables of SQLite's own come by themselves.
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'",
      )
      .all();
  } finally {
    database.close();
  }
}

function migrated(): readonly { name: string; sql: string }[] {
  return schemaOf((database) => {
    migrate(database, migrations);
  });
}

/** The file that holds the schema, as the migrations make it. */
function asSource(statements: readonly string[]): string {
  return [
    '// Written by `vitest run test/db/newest-schema.test.ts -u` from the migrations; do not edit.',
    '',
    '/** The schema that all migrations together make: a new project takes it at once. */',
    `export const newestSchema = \`\n${statements.map((sql) => `${sql};`).join('\n')}\n\`;`,
    '',
  ].join('\n');
}

test('the schema of a new project is written down as the migrations make it', async () => {
  const source = asSource(migrated().map(({ sql }) => sql));
  await expect(source).toMatchFileSnapshot('../../src/main/db/schema/newest-schema.ts');
});

test('a new project has the very tables and indexes that an old one has once it is brought forward', () => {
  expect(schemaOf((database) => database.exec(newestSchema))).toEqual(migrated());
});
