import { stat } from '../../file-system.ts';
import type { DiskState } from '../../../shared/model/source-status.ts';
import type { SourceToRead } from '../../db/operations/source-operations.ts';
import { registerFound, scanForJob } from '../datasets/import-job.ts';
import type { LiveJob } from '../jobs/live-job.ts';
import { mapFiles } from '../repair/recall-results.ts';
import { settleSet, studySources } from './study-sources.ts';

/** Looks again at every file and folder of the project: what is new, changed or missing; what changed is read again. */
export async function runRescan(job: LiveJob): Promise<void> {
  const { session } = job;
  session.setScan({ isScanning: true, job: job.id, found: 0, added: 0, inspected: 0, ignored: 0, problems: [] });
  try {
    const states = await lookAtKnown(job);
    const added = await lookForNew(job);
    await studySources(job);
    if (!job.signal.aborted) await settleSet(job);
    tellEnd(job, { added, states });
  } finally {
    session.setScan({ isScanning: false });
    session.hub.emit({ type: 'scan', status: session.scan });
  }
}

async function lookAtKnown({ id, session, signal }: LiveJob): Promise<readonly DiskState[]> {
  const masks = await session.database.sourceIds({ kind: 'filter', filter: { role: 'mask' } });
  const photos = await session.database.sourceIds({ kind: 'filter', filter: { role: 'photo' } });
  const files = await session.database.sourcesOf([...masks, ...photos]);
  const states = await mapFiles(files, async (file) => ({ id: file.id, disk: await diskStateOf(file) }));
  if (!signal.aborted) await session.database.recordDiskStates(id, states);
  session.touch();
  return states.map(({ disk }) => disk);
}

async function lookForNew(job: LiveJob): Promise<number> {
  let added = 0;
  for (const { path, role, isWatched } of await job.session.database.roots()) {
    if (!isWatched || job.signal.aborted) continue;
    const scan = await scanForJob(job, [path]);
    added += await registerFound(job, scan, role);
  }
  return added;
}

async function diskStateOf({ path, stamp }: SourceToRead): Promise<DiskState> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  if (found === undefined) return 'missing';
  if (stamp === undefined) return 'same';
  return Number(found.size) === stamp.bytes && found.mtimeNs === stamp.modifiedNs ? 'same' : 'changed';
}

function tellEnd({ session, signal }: LiveJob, seen: { added: number; states: readonly DiskState[] }): void {
  if (signal.aborted) return;
  const count = (state: DiskState): number => seen.states.filter((disk) => disk === state).length;
  const [changed, missing] = [count('changed'), count('missing')];
  session.hub.emit({
    type: 'notification',
    level: missing > 0 ? 'warning' : 'success',
    notice: { kind: 'rescanned', added: seen.added, changed, missing },
    isForSystem: false,
  });
}
