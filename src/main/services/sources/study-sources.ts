import { extname } from 'node:path';
import { engineVersion } from '../../../shared/versions.ts';
import type { SourceToRead } from '../../db/operations/source-operations.ts';
import type { StudiedFile } from '../../workers/study-source.ts';
import type { LiveJob } from '../jobs/live-job.ts';
import { sizeOnDisk } from '../../jobs/size-on-disk.ts';
import { mapFiles } from '../repair/recall-results.ts';
import { recogniseMasks } from '../classes/mask-meanings.ts';

/** Reads the files that wait in the job, and puts down what they tell. */
export async function studySources(job: LiveJob): Promise<void> {
  const { session } = job;
  const { limits } = session.share();
  const files = await session.database.waitingSources(job.id);
  const sizes = await mapFiles(files, ({ path }) => sizeOnDisk(path));
  const loads = new Map(files.map((file, place) => [file, { kind: kindOf(file), size: sizes[place] }]));
  job.reporter.start({ stage: 'inspecting', total: files.length });
  let inspected = 0;
  await job.forEach<SourceToRead, StudiedFile>({
    items: files,
    pathOf: ({ path }) => path,
    loadOf: (file) => loads.get(file) ?? { kind: '', size: 1 },
    send: (pool, { path, role }, grant, stop) => pool.run('study', { ...grant, path, role, limits }, stop),
    settle: async ({ id, role }, result) => {
      if (result.kind === 'failed')
        await session.database.recordFailure({ jobId: job.id, fileId: id, error: result.error });
      else await session.database.recordStudy({ ...result.value, jobId: job.id, fileId: id, role, engineVersion });
      session.setScan({ inspected: ++inspected });
      session.touch([id]);
    },
  });
}

/** Before they are read, files are told apart by their names. */
const kindOf = ({ role, path }: SourceToRead): string => `${role} ${extname(path).toLowerCase()}`;

/** What can be told only when all files have been read: what they name, pairs, and what they have in common. */
export async function settleSet(job: LiveJob): Promise<void> {
  const { session, reporter } = job;
  reporter.start({ stage: 'checking', total: 1 });
  await recogniseMasks(job);
  await session.database.pairImported();
  await session.database.refreshChecks();
  reporter.advance();
  reporter.finish();
  session.touch();
}
