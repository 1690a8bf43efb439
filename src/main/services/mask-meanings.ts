import type { MeaningFolder } from '../../shared/contract/object-schemas.ts';
import type { Selection } from '../../shared/contract/source-schemas.ts';
import type { MeaningChoice } from '../../shared/model/mask-meaning.ts';
import type { ProjectSession } from './project-session.ts';

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
  if (changed > 0) session.touch();
  return changed;
}
