import { expect, test } from 'vitest';
import { openTestProject } from './project-fixture.ts';

test('acts and jobs come back as the data they were put down as', () => {
  const { store } = openTestProject();
  store.openJob({ kind: 'repair', title: { kind: 'repair', count: 3 }, parameters: {} });
  expect(store.listedJobs().map(({ title }) => title)).toEqual([{ kind: 'repair', count: 3 }]);
  const palette = { coding: 'colour', source: 'test', classes: [], merged: [], warnings: [] } as const;
  store.changePalette({ revision: 0, palette, label: { kind: 'find-classes' } });
  expect(store.history(1).map(({ label }) => label)).toEqual([{ kind: 'find-classes' }]);
});

test('acts and jobs of an earlier version keep their words, whatever these look like', () => {
  const { database, store } = openTestProject();
  const words = ['Paint car', '{', '{"kind":"no such act"}', '12', 'null'];
  for (const label of words) {
    database.prepare("INSERT INTO history (label, done_at, change) VALUES (?, 1, '{}')").run(label);
    database
      .prepare(
        "INSERT INTO jobs (kind, state, title, parameters, started_at) VALUES ('repair', 'finished', ?, '{}', 1)",
      )
      .run(label);
  }
  expect(
    store
      .history(9)
      .map(({ label }) => label)
      .toReversed(),
  ).toEqual(words);
  expect(
    store
      .listedJobs()
      .map(({ title }) => title)
      .toReversed(),
  ).toEqual(words);
});
