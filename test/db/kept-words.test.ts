import {
  noteInWords,
  objectEvidenceInWords,
  problemInWords,
  remarkInWords,
  verdictInWords,
  warningInWords,
} from '../../src/shared/strings/in-words.ts';
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

test('what was found in files comes back as data, and that of an earlier version in its words', () => {
  const { database, store } = openTestProject();
  const [{ file }] = store.recall([{ root: '/data/masks', path: 'a.png' }]);
  const { id } = file;
  const insert = database.prepare('INSERT INTO file_problems (kind, file_id, severity, text) VALUES (?, ?, ?, ?)');
  insert.run('orientation', id, 'warning', 'some programs turn it');
  insert.run('single-class', id, 'note', JSON.stringify({ kind: 'single-class', severity: 'note' }));
  insert.run('sixteen-bit', id, 'note', '{"kind":"sixteen-bit"}');
  database
    .prepare('UPDATE files SET verdict = ? WHERE id = ?')
    .run(JSON.stringify({ kind: 'jpeg-once', text: 'saved once', confidence: 0.9 }), id);
  const detail = store.sourceDetail(id);
  expect(detail?.problemList.map(problemInWords)).toEqual([
    'some programs turn it',
    'every pixel is of one class',
    '{"kind":"sixteen-bit"}',
  ]);
  expect(detail?.fullVerdict && verdictInWords(detail.fullVerdict)).toBe('saved once');
});

test('words of an earlier version stay as they are wherever they are told', () => {
  expect(noteInWords('it has a colour profile')).toBe('it has a colour profile');
  expect(warningInWords('two classes are one')).toBe('two classes are one');
  expect(objectEvidenceInWords('as chosen')).toBe('as chosen');
  expect(remarkInWords('a.png: is empty')).toBe('a.png: is empty');
});
