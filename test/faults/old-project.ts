import { rmSync } from 'node:fs';
import { closeConnection, openConnection } from '../../src/main/db/connection.ts';
import { migrations } from '../../src/main/db/schema/migrations.ts';

const FILES = 3000;

/** A project of the first version with many files, as a large data set left it. */
export class DatabaseFixture {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  makeAnew(): void {
    for (const suffix of ['', '-wal', '-journal', '-shm', '-owner', '-version-1']) {
      rmSync(this.path + suffix, { force: true });
    }
    const database = openConnection(this.path, { migrations: migrations.slice(0, 1) });
    database.exec(`
      INSERT INTO project (id, created_at, engine_version, contract_version) VALUES (1, 5, 1, 1);
      INSERT INTO roots VALUES (1, '/data/masks', 'masks');
      WITH RECURSIVE numbers (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM numbers WHERE at < ${FILES})
        INSERT INTO files (id, root_id, path) SELECT at, 1, 'train/' || at || '_mask.jpg' FROM numbers;
      INSERT INTO jobs VALUES (4, 'repair', 'running', '{}', 10, NULL);
      INSERT INTO job_items (job_id, file_id) SELECT 4, id FROM files;
    `);
    closeConnection(database);
  }

  /** What the project once held and now does not, or holds wrongly. */
  losses(): string[] {
    const database = openConnection(this.path);
    try {
      const count = (sql: string): unknown => database.prepare(sql).pluck().get();
      const files = count("SELECT count(*) FROM files WHERE pair_name <> '' AND role = 'mask'");
      const items = count(
        "SELECT count(*) FROM job_items JOIN jobs ON jobs.id = job_id WHERE jobs.state = 'interrupted'",
      );
      return [
        ...(files === FILES ? [] : [`${String(files)} files are left of ${FILES}`]),
        ...(items === FILES ? [] : [`${String(items)} files of the job are left of ${FILES}`]),
      ];
    } finally {
      closeConnection(database);
    }
  }
}
