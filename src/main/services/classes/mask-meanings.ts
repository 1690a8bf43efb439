import type { FileMeaning, MeaningFolder } from '../../../shared/contract/object-schemas.ts';
import type { Selection } from '../../../shared/contract/source-schemas.ts';
import type { MeaningChoice } from '../../../shared/model/mask-meaning.ts';
import { engineVersion } from '../../../shared/versions.ts';
import { found } from '../sources/found.ts';
import type { LiveJob } from '../jobs/live-job.ts';
import type { ProjectSession } from '../project-session.ts';

/** Masks of a folder that are looked at together. */
const MOST_TOGETHER = 200;

/** Tells which of the masks that a job has read name objects, folder by folder. */
export async function recogniseMasks({ id, session, signal }: LiveJob): Promise<void> {
  const { database } = session;
  const masks = await database.masksToRecognise(id);
  const folders = Map.groupBy(masks, ({ root, path }) => `${root}/${path}`.replace(/[^/]*$/, ''));
  for (const members of folders.values()) {
    for (let start = 0; start < members.length && !signal.aborted; start += MOST_TOGETHER) {
      const part = members.slice(start, start + MOST_TOGETHER);
      const paths = new Map(part.map((mask) => [mask.id, `${mask.root.replaceAll('\\', '/')}/${mask.path}`]));
      const evidence = await database.evidenceOf([...paths.keys()], engineVersion);
      const seen = evidence.map((entry) => ({ path: paths.get(entry.id) ?? '', evidence: entry.evidence }));
      const found = await (await session.viewPool()).run('recogniseObjects', seen, session.stop);
      await database.setObjectSources(evidence.map((entry, place) => ({ id: entry.id, source: found[place] })));
    }
  }
}

/** What the values of a mask name; throws not-found where it is no mask. */
export async function describeMeaning({ database }: ProjectSession, id: number): Promise<FileMeaning> {
  return found(await database.meaningOf(id), 'mask');
}

/** What the masks of each folder name, classes or objects. */
export function describeMeanings({ database }: ProjectSession): Promise<MeaningFolder[]> {
  return database.meaningFolders();
}

/** Says what masks name; tells of how many that changes anything. */
export async function setMeaning(
  session: ProjectSession,
  selection: Selection,
  choice: MeaningChoice,
): Promise<number> {
  const changed = await session.database.chooseMeaning(selection, choice);
  // What masks show is colours of classes, or not.
  if (changed > 0) await session.touchPalette();
  return changed;
}
