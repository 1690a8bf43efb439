import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { closeConnection, openConnection } from '../../src/main/db/connection.ts';
import { openProjectStore } from '../../src/main/db/project-store.ts';
import { temporaryFolder } from './project-fixture.ts';

/** Every statement that the store prepares. */
function statementsOf(database: Database): string[] {
  const statements: string[] = [];
  const prepare = database.prepare.bind(database);
  database.prepare = (sql: string) => {
    statements.push(sql);
    return prepare(sql);
  };
  openProjectStore(database);
  database.prepare = prepare;
  return statements;
}

/** How SQLite looks for rows, one line a step. */
function planOf(database: Database, sql: string): string[] {
  const bound = sql.replace(/@\w+|\?/g, 'NULL');
  return database
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${bound}`)
    .all()
    .map(({ detail }) => detail);
}

test('no query walks through a table, but for those that want all of a small one', () => {
  const database = openConnection(join(temporaryFolder(), 'plans.maskmend'));
  onTestFinished(() => {
    closeConnection(database);
  });
  const statements = statementsOf(database);
  expect(statements.length).toBeGreaterThan(20);
  const walks = statements.flatMap((sql) =>
    planOf(database, sql)
      .filter((step) => /SCAN|TEMP B-TREE/.test(step))
      .map((step) => `${step}: ${sql.replace(/\s+/g, ' ').slice(0, 40)}`),
  );
  expect(walks.sort()).toEqual([
    'SCAN classes: SELECT slot, name, exported_index AS "in',
    'SCAN jobs: SELECT id, state, started_at AS startedA',
    'SCAN roots: SELECT id, absolute_path AS absolutePath',
    'USE TEMP B-TREE FOR GROUP BY: SELECT state, count(*) AS files FROM job',
  ]);
});
