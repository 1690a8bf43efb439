import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeConnection, openConnection } from '../../src/main/db/connection.ts';
import { explainFailure } from '../../src/main/db/explain-failure.ts';
import { openProjectStore, type ProjectStore } from '../../src/main/db/project-store.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import { palette, repairOf } from '../db/sample-results.ts';
import { below, type Mutator, mutateBytes, pick, type Random } from './mutate-bytes.ts';
import { keptSeeds } from './picture-targets.ts';
import type { Target } from './target.ts';
import { workFolder } from './work-folder.ts';

const folder = workFolder('project');
const path = join(folder, 'input.maskmend');
const VALUES = ["''", 'NULL', '-1', '0', '1', '9223372036854775807', "'{}'", "'[]'", "x'00'", "'../../etc'", '1e300'];

function put(bytes: Uint8Array): void {
  for (const suffix of ['-wal', '-shm', '-journal', '-owner']) rmSync(path + suffix, { force: true });
  writeFileSync(path, bytes);
}

function makeProject(): Uint8Array {
  put(new Uint8Array(0));
  const database = openConnection(path);
  const store = openProjectStore(database);
  store.adoptPalette(palette);
  const known = store.recall(['a.jpg', 'b/c.jpg'].map((name) => ({ root: folder, path: name })));
  const ids = known.map(({ file }) => file.id);
  const jobId = store.startJob({ palette: 'test' }, ids);
  for (const id of ids) store.recordRepair({ ...repairOf(id, jobId), outputs: [] });
  store.endJob(jobId, 'finished');
  closeConnection(database);
  return readFileSync(path);
}

/** Changes values of a project as SQL can, or bytes of its pages. */
const mutateProject: Mutator = (bytes, random) => {
  if (random() < 0.5) return mutateBytes(bytes, random);
  put(bytes);
  try {
    const database = openConnection(path);
    database.pragma('foreign_keys = OFF');
    database.pragma('ignore_check_constraints = ON');
    try {
      for (let left = 1 + below(random, 3); left > 0; left--) database.exec(randomUpdate(database, random));
    } finally {
      closeConnection(database);
    }
    return readFileSync(path);
  } catch {
    return mutateBytes(bytes, random);
  }
};

function randomUpdate(database: ReturnType<typeof openConnection>, random: Random): string {
  const list = (sql: string): string[] => database.prepare<[], string>(sql).pluck().all();
  const table = pick(random, list("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"));
  const column = pick(random, list(`SELECT name FROM pragma_table_info('${table}')`));
  const damaged = `substr(CAST(${column} AS BLOB), 1, ${below(random, 40)})`;
  return `UPDATE OR IGNORE ${table} SET ${column} = ${random() < 0.3 ? damaged : pick(random, VALUES)}`;
}

const everything = {
  filter: { role: 'mask' },
  sort: { by: 'name', direction: 'ascending' },
  offset: 0,
  limit: 50,
} as const;

/** What the app asks of a project that was opened; each question by itself, as it is asked. */
const questions: readonly ((store: ProjectStore) => unknown)[] = [
  (store) => store.projectSums(),
  (store) => store.paletteSnapshot(),
  (store) => store.listSources(everything),
  (store) => store.listedJobs(),
  (store) => store.jobs(),
  (store) => store.problemSums(),
  (store) => store.roots(),
  (store) => store.refreshChecks(),
  (store) => store.roleStatistics('mask'),
  (store) => store.checkIntegrity(defaultReadLimits),
  ...[1, 2].flatMap((id) => [
    (store: ProjectStore) => store.mask(id, defaultReadLimits),
    (store: ProjectStore) => store.sourceDetail(id),
    (store: ProjectStore) => store.keptResult(id),
    (store: ProjectStore) => store.thumbnail(id, 'labels'),
  ]),
  (store) => store.waitingSources(1),
];

function readProject(bytes: Uint8Array): void {
  put(bytes);
  const database = openConnection(path);
  const explained = <Value>(work: () => Value): Value => {
    try {
      return work();
    } catch (error) {
      throw explainFailure(database, error);
    }
  };
  try {
    const store = explained(() => openProjectStore(database));
    const failures: unknown[] = [];
    for (const ask of questions) {
      try {
        explained(() => ask(store));
      } catch (error) {
        failures.push(error);
      }
    }
    const [failure] = failures;
    if (failure instanceof Error) throw failure;
  } finally {
    database.close();
  }
}

export const projectTarget: Target = {
  name: 'project',
  seeds: () => Promise.resolve([makeProject(), ...keptSeeds('project')]),
  mutate: mutateProject,
  read: readProject,
  code: ['/src/main/db/'],
};
