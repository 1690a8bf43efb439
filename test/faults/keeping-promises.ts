import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeConnection, openConnection } from '../../src/main/db/connection.ts';
import { openProjectStore } from '../../src/main/db/project-store.ts';
import { defaultReadLimits } from '../../src/shared/limits.ts';
import type { ServedProject } from './served-project.ts';
import type { Promised } from './steps-of-work.ts';

/** Digest of every file below a folder; those being written (`.part`) left out. */
export function digests(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.part'));
  const named = files.map((entry) => join(entry.parentPath, entry.name)).toSorted();
  return Object.fromEntries(named.map((path) => [path.slice(folder.length + 1), sha256(readFileSync(path))]));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Everything that is wrong with a project that nobody has open. */
export function projectFaults(project: string): string[] {
  if (!existsSync(project)) return [];
  const database = openConnection(project);
  try {
    return openProjectStore(database).checkIntegrity(defaultReadLimits);
  } finally {
    closeConnection(database);
  }
}

/** Status and digest of the labels of every mask. */
export function labelDigests(project: string, root: string, paths: readonly string[]): Record<string, string> {
  const database = openConnection(project);
  try {
    const known = openProjectStore(database).recall(paths.map((path) => ({ root, path })));
    return Object.fromEntries(
      known.map(({ file, repair }, at) => [paths[at], `${file.status} ${repair?.labelsSha256 ?? ''}`]),
    );
  } finally {
    closeConnection(database);
  }
}

/** What the program said to be done and now is not. */
export async function brokenPromises(server: ServedProject, promised: Promised): Promise<string[]> {
  const jobs = await server.call('jobs.list', {});
  const { revision } = await server.call('classes.get', {});
  const lost = jobs.filter(({ id, items }) => items.done + items.skipped < (promised.done.get(id) ?? 0));
  const undone = [...promised.finished].filter((id) => jobs.find((job) => job.id === id)?.state !== 'finished');
  const edits = promised.edits > 0 ? await editsOfFirstMask(server) : 0;
  return [
    ...(edits < promised.edits ? [`${promised.edits} strokes were answered, ${edits} are there`] : []),
    ...lost.map(({ id, items }) => `job ${String(id)} had ${String(promised.done.get(id))} done, now ${items.done}`),
    ...undone.map((id) => `job ${String(id)} was finished and is not`),
    ...(revision < promised.paletteRevision ? [`the palette went back to revision ${revision}`] : []),
  ];
}

/** Files under a final name that are not what an uninterrupted export writes; reports tell times and are only read. */
export function strayExports(folder: string, expected: Readonly<Record<string, string>>): string[] {
  return Object.entries(digests(folder)).flatMap(([name, digest]) => {
    // Pictures for a report that is still to be written, and what a run has done so far.
    if (name.startsWith('.maskmend-report-pictures/') || name.endsWith('.journal')) return [];
    // A dataset that is being written: it stands there only when it is whole.
    if (name.startsWith('.maskmend-part-')) return [];
    if (/\.(json|html|csv)$/.test(name)) return isWholeText(join(folder, name)) ? [] : [`${name} is half written`];
    return expected[name] === digest ? [] : [`${name} is not what it should be`];
  });
}

function isWholeText(path: string): boolean {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.html')) return text.trimEnd().endsWith('</html>');
  if (path.endsWith('.csv')) return text.endsWith('\n');
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function editsOfFirstMask(server: ServedProject): Promise<number> {
  const sort = { by: 'name', direction: 'ascending' } as const;
  const { rows } = await server.call('sources.list', { filter: { role: 'mask' }, sort, offset: 0, limit: 1 });
  return (await server.call('review.mask', { id: rows[0].id })).edits;
}
