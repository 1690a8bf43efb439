import type { Database } from 'better-sqlite3';
import { type Problem, type ProblemKind, problemSchema, type ProblemSeverity } from '../../../shared/model/problem.ts';
import { readKept } from './kept-words.ts';

interface StoredProblem {
  readonly kind: ProblemKind;
  readonly severity: ProblemSeverity;
  /** JSON of the problem; words in projects of earlier versions. */
  readonly text: string;
}

interface KindCount {
  readonly kind: ProblemKind;
  readonly files: number;
  /** Of these. */
  readonly photos: number;
}

/** What is wrong with files, each kind once per file; the count of a file's problems stands in its row. */
export function openProblemsTable(database: Database) {
  const ofFile = database.prepare<[number], StoredProblem>(
    'SELECT kind, severity, text FROM file_problems WHERE file_id = ? ORDER BY kind',
  );
  const ofKind = database.prepare<[ProblemKind], { readonly fileId: number; readonly text: string }>(
    'SELECT file_id AS fileId, text FROM file_problems WHERE kind = ?',
  );
  const insert = database.prepare(
    `INSERT INTO file_problems (kind, file_id, severity, text) VALUES (@kind, @fileId, @severity, @text)
     ON CONFLICT (kind, file_id) DO UPDATE SET severity = excluded.severity, text = excluded.text`,
  );
  const remove = database.prepare<[ProblemKind, number]>('DELETE FROM file_problems WHERE kind = ? AND file_id = ?');
  const count = database.prepare<[number]>(
    `UPDATE files SET problems = (SELECT count(*) FROM file_problems WHERE file_id = files.id) WHERE id = ?`,
  );
  const counts = database.prepare<[string], KindCount>(
    `SELECT kind, count(*) AS files, sum(role = 'photo') AS photos FROM file_problems JOIN files ON files.id = file_id
     WHERE kind IN (SELECT value FROM json_each(?)) AND is_removed = 0 GROUP BY kind`,
  );
  return {
    ofFile(fileId: number): Problem[] {
      return ofFile.all(fileId).map(readProblem);
    },
    /** Makes these the file's problems of these kinds. */
    replace(fileId: number, kinds: readonly ProblemKind[], problems: readonly Problem[]): void {
      for (const kind of kinds) remove.run(kind, fileId);
      for (const problem of problems) insert.run(toRow(fileId, problem));
      count.run(fileId);
    },
    /** Makes these the problems of these kinds over all files; touches only files whose problems change. */
    replaceAll(kinds: readonly ProblemKind[], found: ReadonlyMap<number, readonly Problem[]>): number[] {
      const touched = new Set<number>();
      for (const kind of kinds) {
        const before = new Map(ofKind.all(kind).map((row) => [row.fileId, row.text]));
        for (const [fileId, problems] of found) {
          const problem = problems.find((entry) => entry.kind === kind);
          if (problem === undefined || before.get(fileId) === toRow(fileId, problem).text) continue;
          insert.run(toRow(fileId, problem));
          touched.add(fileId);
        }
        for (const fileId of before.keys()) {
          if (found.get(fileId)?.some((entry) => entry.kind === kind) === true) continue;
          remove.run(kind, fileId);
          touched.add(fileId);
        }
      }
      for (const fileId of touched) count.run(fileId);
      return [...touched];
    },
    /** Files that have each of these kinds. */
    counts(kinds: readonly ProblemKind[]): ReadonlyMap<ProblemKind, KindCount> {
      return new Map(counts.all(JSON.stringify(kinds)).map((count) => [count.kind, count]));
    },
  };
}

function toRow(fileId: number, problem: Problem): StoredProblem & { readonly fileId: number } {
  const { kind, severity } = problem;
  return { fileId, kind, severity, text: JSON.stringify(problem) };
}

function readProblem({ kind, severity, text }: StoredProblem): Problem {
  const found = readKept(problemSchema, text);
  return typeof found === 'string' ? { kind, severity, words: found } : found;
}
