import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { closeConnection, openConnection } from '../../src/main/db/connection.ts';
import { migrations } from '../../src/main/db/schema/migrations.ts';
import { temporaryFolder } from './project-fixture.ts';

const first = { version: 1, sql: 'CREATE TABLE notes (text TEXT NOT NULL) STRICT' };
const second = { version: 2, sql: "ALTER TABLE notes ADD COLUMN author TEXT NOT NULL DEFAULT 'nobody'" };

function projectOfVersionOne(): string {
  const path = join(temporaryFolder(), 'old.maskmend');
  const database = openConnection(path, { migrations: [first] });
  database.prepare('INSERT INTO notes (text) VALUES (?)').run('kept');
  closeConnection(database);
  return path;
}

test('migrations are numbered from one without a gap', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, place) => place + 1));
});

test('an old project is brought forward with its data, and a copy of it stays beside', () => {
  const path = projectOfVersionOne();
  const database = openConnection(path, { migrations: [first, second] });
  expect(database.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept', author: 'nobody' }]);
  expect(database.pragma('user_version', { simple: true })).toBe(2);
  closeConnection(database);
  const copy = new Database(`${path}-version-1`, { readonly: true });
  expect(copy.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept' }]);
  expect(copy.pragma('user_version', { simple: true })).toBe(1);
  copy.close();
});

test('a new project and one of the newest version are not copied', () => {
  const path = projectOfVersionOne();
  closeConnection(openConnection(path, { migrations: [first] }));
  expect(existsSync(`${path}-version-1`)).toBe(false);
  expect(existsSync(`${path}-version-0`)).toBe(false);
});

test('a migration that fails leaves the project as it was', () => {
  const path = projectOfVersionOne();
  const broken = { version: 2, sql: `${second.sql}; INSERT INTO nowhere VALUES (1)` };
  expect(() => openConnection(path, { migrations: [first, broken] })).toThrow('damaged');
  const database = openConnection(path, { migrations: [first] });
  expect(database.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept' }]);
  closeConnection(database);
});
