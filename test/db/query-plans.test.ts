import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { closeConnection, openConnection } from '../../src/main/db/connection.ts';
import { openProjectStore } from '../../src/main/db/project-store.ts';
import { listSql, nextSql } from '../../src/main/db/lists/source-lists.ts';
import { NEEDS_LOOK, UNDECIDED } from '../../src/main/db/lists/source-query.ts';
import { type SourceSort, sourceSortSchema } from '../../src/shared/contract/source-schemas.ts';
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
  return stepsOf(database, sql).map(({ detail }) => detail);
}

interface Step {
  readonly id: number;
  /** The step that this one is a part of. */
  readonly parent: number;
  readonly detail: string;
}

function stepsOf(database: Database, sql: string): Step[] {
  const bound = sql.replace(/@\w+|\?\d*/g, 'NULL');
  return database.prepare<[], Step>(`EXPLAIN QUERY PLAN ${bound}`).all();
}

/** Tables that stay small, or whose every row is wanted. */
const SMALL = /^SCAN (?:classes|colours|earlier_repairs|history|jobs|roots|saved_filters|json_each)\b/;

test('no query walks through a table of files, but for those that want all of a small one', () => {
  const database = openConnection(join(temporaryFolder(), 'plans.maskmend'));
  onTestFinished(() => {
    closeConnection(database);
  });
  const statements = statementsOf(database);
  expect(statements.length).toBeGreaterThan(60);
  const walks = statements.flatMap((sql) =>
    planOf(database, sql)
      .filter((step) => step.startsWith('SCAN') && !SMALL.test(step))
      .map((step) => `${step}: ${sql}`),
  );
  expect(walks).toEqual([]);
});

const sorts = Object.keys(sourceSortSchema.shape.by.enum) as SourceSort['by'][];

test.each(sorts.flatMap((by) => [[by, 'ascending'] as const, [by, 'descending'] as const]))(
  'a page of the list by %s, %s, is found by its index, without sorting all files',
  (by, direction) => {
    const database = openConnection(join(temporaryFolder(), 'plans.maskmend'));
    onTestFinished(() => {
      closeConnection(database);
    });
    const steps = stepsOf(database, listSql({ filter: { role: 'mask' }, sort: { by, direction } }));
    // The rows of the page itself, a thousand at most, are sorted once more; what finds them is not.
    const finding = steps.find(({ detail }) => detail.startsWith('LIST SUBQUERY'));
    const plan = steps.filter(({ parent }) => parent === finding?.id).map(({ detail }) => detail);
    expect(plan).toEqual([expect.stringMatching(/^SEARCH files USING (?:COVERING )?INDEX files_by_\w+ \(role=\?/)]);
    expect(steps.some(({ detail }) => detail.startsWith('SCAN files'))).toBe(false);
  },
);

test.each(['undecided', 'needs-look'] as const)('the next mask that is %s is found by its index', (want) => {
  const database = openConnection(join(temporaryFolder(), 'plans.maskmend'));
  onTestFinished(() => {
    closeConnection(database);
  });
  openProjectStore(database);
  const condition = want === 'undecided' ? UNDECIDED : NEEDS_LOOK;
  const sort = { by: 'look', direction: 'descending' } as const;
  const request = { filter: { role: 'mask' }, sort, from: 5, direction: 'forward', condition } as const;
  for (const own of [undefined, { value: 1.5 }]) {
    const plan = planOf(database, nextSql(request, own));
    expect(plan.join('\n')).toMatch(/USING INDEX files_(?:undecided|to_look_at|by_look)/);
    expect(plan.join('\n')).not.toContain('TEMP B-TREE');
  }
});
