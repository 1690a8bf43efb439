import { expect, onTestFinished, test, vi } from 'vitest';
import { startUtilityProcess } from '../../src/main/electron/utility-process.ts';
import { startProcessesBy } from '../../src/main/jobs/own-process.ts';
import { openStopFlag } from '../../src/main/jobs/stop-flag.ts';
import { openWorkerPool } from '../../src/main/jobs/worker-pool.ts';
import { afterCrash } from '../jobs/after-crash.ts';
import type * as deadlyWorker from '../jobs/deadly-worker.ts';

vi.mock('electron', () => import('./electron-double.ts'));

test('in the desktop app, too, a suspected file is tried in a process of its own', async () => {
  startProcessesBy(startUtilityProcess);
  const { paths, record } = afterCrash(['a.png']);
  const stop = openStopFlag(new AbortController().signal);
  const file = new URL('../jobs/deadly-worker.ts', import.meta.url);
  const pool = await openWorkerPool<typeof deadlyWorker>({ file, threads: 1 }, record);
  onTestFinished(() => pool.close());
  expect(record.suspicionOf(paths[0]).kind).toBe('suspected');
  // A task in a thread of this process has no flag where it was given none; what runs in its own always has one.
  expect(await pool.run('work', { path: paths[0], deadly: [] }, stop)).toMatchObject({ stop: 1 });
  expect(await pool.run('work', { path: paths[1], deadly: [] }, stop)).toMatchObject({ stop: 0 });
  expect(record.suspicionOf(paths[0]).kind).toBe('none');
});
