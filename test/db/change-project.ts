import Database from 'better-sqlite3';

/** Changes a project file from outside, as damage would; returns the number of rows that were. */
export function changeProject(project: string, statement: string): number {
  const database = new Database(project);
  const { changes } = database.prepare(statement).run();
  database.close();
  return changes;
}
