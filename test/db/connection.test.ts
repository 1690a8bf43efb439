import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { closeConnection, openConnection } from '../../src/main/db/connection.ts';
import { APPLICATION_ID } from '../../src/main/db/schema/migrate.ts';
import { migrations } from '../../src/main/db/schema/migrations.ts';
import { openProjectStore } from '../../src/main/db/project-store.ts';
import { explainSqliteError } from '../../src/main/db/sqlite-errors.ts';
import { MaskmendError } from '../../src/shared/errors.ts';
import { temporaryFolder } from './project-fixture.ts';

function refusal(open: () => unknown): MaskmendError {
  try {
    open();
  } catch (error) {
    if (error instanceof MaskmendError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

/** Starts a process that holds the project; resolves when it does. */
async function holdInOtherProcess(path: string): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('hold-project.ts', import.meta.url));
  const child = spawn(process.execPath, [script, path], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child.stdout, 'data');
  return child;
}

test('a new project carries our application id and the newest version, and is one file when it is closed', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'new.maskmend');
  const database = openConnection(path);
  expect(database.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
  expect(database.pragma('user_version', { simple: true })).toBe(migrations.length);
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  openProjectStore(database);
  expect(readdirSync(folder).sort()).toEqual(['new.maskmend', 'new.maskmend-owner', 'new.maskmend-wal']);
  closeConnection(database);
  expect(readdirSync(folder)).toEqual(['new.maskmend']);
});

test('an empty file becomes a project', () => {
  const path = join(temporaryFolder(), 'empty.maskmend');
  writeFileSync(path, '');
  closeConnection(openConnection(path));
  expect(readFileSync(path).subarray(0, 15).toString()).toBe('SQLite format 3');
});

test('a project of a newer version is refused and left as it is', () => {
  const path = join(temporaryFolder(), 'future.maskmend');
  const future = new Database(path);
  future.exec(`CREATE TABLE later (a); PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 1000`);
  future.close();
  const before = readFileSync(path);
  const error = refusal(() => openConnection(path));
  expect(error.code).toBe('project-newer');
  expect(error.message).toContain('1000');
  expect(error.path).toBe(path);
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a database of another program is refused and left as it is', () => {
  const path = join(temporaryFolder(), 'other.db');
  const other = new Database(path);
  other.exec('CREATE TABLE theirs (a); PRAGMA journal_mode = WAL');
  other.close();
  const before = readFileSync(path);
  expect(refusal(() => openConnection(path)).code).toBe('project-damaged');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test.each([
  ['a text', Buffer.from('this is no project, but long enough to hold the header of one'.repeat(20))],
  ['a cut project', undefined],
])('%s in place of a project is refused', (_, content) => {
  const folder = temporaryFolder();
  const path = join(folder, 'bad.maskmend');
  closeConnection(openConnection(path));
  const whole = readFileSync(path);
  writeFileSync(path, content ?? whole.subarray(0, whole.length >> 1));
  const error = refusal(() => {
    const database = openConnection(path);
    onTestFinished(() => {
      database.close();
    });
    openProjectStore(database).recall([{ root: folder, path: 'a.png' }]);
  });
  expect(error.code).toBe('project-damaged');
});

test('a project whose folder does not exist is refused with the name of the folder', () => {
  const folder = join(temporaryFolder(), 'missing');
  const error = refusal(() => openConnection(join(folder, 'a.maskmend')));
  expect(error).toMatchObject({ code: 'not-found', path: folder });
});

test('a second process is told who holds the project and since when, until the first lets go', async () => {
  const path = join(temporaryFolder(), 'shared.maskmend');
  const started = new Date().toISOString();
  const owner = await holdInOtherProcess(path);
  const error = refusal(() => openConnection(path));
  expect(error.code).toBe('project-busy');
  expect(error.message).toContain(`process ${String(owner.pid)} on ${hostname()}`);
  const [, day = '', minute = ''] = /since (\S+) (\S+) UTC/.exec(error.message) ?? [];
  const since = `${day}T${minute}`;
  expect(since >= started.slice(0, since.length) && since <= new Date().toISOString()).toBe(true);
  owner.stdin?.write('end\n');
  await once(owner, 'exit');
  closeConnection(openConnection(path));
});

test('an owner that was killed holds nothing, what it finished is there, and its job counts as interrupted', async () => {
  const path = join(temporaryFolder(), 'killed.maskmend');
  const owner = await holdInOtherProcess(path);
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  expect(existsSync(`${path}-owner`)).toBe(true);
  const database = openConnection(path);
  const jobs = openProjectStore(database).jobs();
  closeConnection(database);
  expect(jobs).toMatchObject([{ state: 'interrupted' }]);
  expect(existsSync(`${path}-owner`)).toBe(false);
});

test('the same process cannot open a project twice either', () => {
  const path = join(temporaryFolder(), 'twice.maskmend');
  const database = openConnection(path);
  expect(refusal(() => openConnection(path)).code).toBe('project-busy');
  closeConnection(database);
});

test.each(['SQLITE_READONLY', 'SQLITE_READONLY_DIRECTORY', 'SQLITE_IOERR_LOCK'])(
  'a project that may only be read (%s) is told as that, with what to do',
  (code) => {
    const told = refusal(() => {
      throw explainSqliteError(new Database.SqliteError('it did not work', code), '/a.maskmend');
    });
    expect([told.code, told.hint?.includes('copy the project')]).toEqual(['permission-denied', true]);
  },
);
