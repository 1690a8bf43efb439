import { z } from 'zod';
import type { Notice } from '../../../shared/contract/notices.ts';
import type { FoundSources } from '../../db/operations/source-operations.ts';
import { addDataset, datasetToAddSchema } from './dataset-import.ts';
import type { LiveJob } from '../jobs/live-job.ts';
import { repairDrawn } from '../repair/project-repair-job.ts';
import { Paced } from '../jobs/paced.ts';
import { scanSources, type SourceScan } from '../sources/scan-sources.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { settleSet, studySources } from '../sources/study-sources.ts';

const parametersSchema = z.object({
  /** Absolute paths. */
  paths: z.array(z.string()),
  as: z.enum(['auto', 'mask', 'photo']),
  /** Those of the paths that are datasets. */
  datasets: z.array(datasetToAddSchema).default([]),
});

/** Files put down in one transaction. */
const BATCH = 2000;
const SCAN_INTERVAL_MS = 200;

/**
 * Looks through files, folders and datasets, reads every picture found, then pairs and checks them. Masks that were drawn
 * from annotations have their labels at once.
 */
export async function runImport(job: LiveJob, given: unknown): Promise<void> {
  const { paths, as, datasets } = parametersSchema.parse(given);
  const { session } = job;
  session.setScan({ isScanning: true, job: job.id, found: 0, added: 0, inspected: 0, ignored: 0, problems: [] });
  try {
    const plain = paths.filter((path) => !datasets.some((dataset) => dataset.path === path));
    const fromDatasets = await addDatasets(job, datasets);
    const scan = await scanForJob(job, plain);
    const added = fromDatasets.added + (await registerFound(job, scan, as));
    session.setScan({ added, problems: [...fromDatasets.problems, ...session.scan.problems].slice(0, MOST_PROBLEMS) });
    for (const folder of scan.givenFolders) await session.database.watchRoot(folder, as);
    const pictures = fromDatasets.masks + scan.files.length;
    await session.database.setJobTitle(job.id, { kind: 'import', as, count: pictures });
    session.touch();
    await studySources(job);
    if (!job.signal.aborted) await repairDrawn(job);
    if (!job.signal.aborted) await settleSet(job);
    tellEnd(job, { as, added });
  } finally {
    session.setScan({ isScanning: false });
    session.hub.emit({ type: 'scan', status: session.scan });
  }
}

/** Problems that are listed; the rest is in what the files themselves are said to have. */
const MOST_PROBLEMS = 1000;

async function addDatasets(job: LiveJob, datasets: readonly z.infer<typeof datasetToAddSchema>[]) {
  const sum = { masks: 0, added: 0, problems: [] as { path: string; message: string }[] };
  for (const dataset of datasets) {
    if (job.signal.aborted) break;
    const { masks, added, problems } = await addDataset(job, dataset);
    sum.masks += masks;
    sum.added += added;
    sum.problems.push(...problems);
  }
  return sum;
}

/** Searches, telling how many pictures there are so far. */
export async function scanForJob(job: LiveJob, paths: readonly string[]): Promise<SourceScan> {
  const { session, reporter, signal } = job;
  const events = new Paced(SCAN_INTERVAL_MS, () => {
    session.hub.emit({ type: 'scan', status: session.scan });
  });
  let found = 0;
  reporter.start({ stage: 'scanning', total: 0 });
  const scan = await scanSources(paths, {
    isLeavingOutResults: true,
    signal,
    onFound: () => {
      session.setScan({ found: ++found });
      reporter.advance();
      events.wish();
    },
  });
  const problems = scan.problems.map(({ source, error }) => ({ path: source.path, message: error.message }));
  session.setScan({ found: scan.files.length, ignored: scan.ignoredFiles, problems });
  reporter.finish();
  events.flush();
  return scan;
}

/** Puts down what a search found; gives how many files are new to the project. */
export async function registerFound(job: LiveJob, scan: SourceScan, as: FoundSources['as']): Promise<number> {
  let total = 0;
  for (const [root, files] of Map.groupBy(scan.files, (file: SourceFile) => file.root)) {
    for (let start = 0; start < files.length; start += BATCH) {
      const paths = files.slice(start, start + BATCH).map(({ relativePath }) => relativePath);
      const { added } = await job.session.database.registerSources({ root, paths, as, jobId: job.id });
      total += added;
      job.session.setScan({ added: total });
      job.session.touch();
    }
  }
  return total;
}

type Imported = Extract<Notice, { kind: 'imported' }>;

function tellEnd({ session, signal }: LiveJob, done: Pick<Imported, 'as' | 'added'>): void {
  if (signal.aborted) return;
  const { ignored, problems } = session.scan;
  session.hub.emit({
    type: 'notification',
    level: problems.length > 0 ? 'warning' : 'success',
    notice: { kind: 'imported', ...done, ignored, problems: problems.length },
    isForSystem: false,
  });
}
