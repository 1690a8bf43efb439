import { severityOf } from '../../../shared/checks/problem-severity.ts';
import type { ProblemGroup } from '../../../shared/contract/source-schemas.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { type FixableProblem, isFixable, type ProblemKind } from '../../../shared/model/problem.ts';
import type { ProjectSession } from '../project-session.ts';

/** What can safely be done about a problem: nothing on disk is touched, and each can be undone. */
const fixes: Readonly<Record<FixableProblem, Fix>> = {
  'no-photo': pairSuggested,
  'not-a-mask': makePhotos,
  'duplicate-bytes': (session) => takeOut(session, 'duplicate-bytes'),
  'duplicate-content': (session) => takeOut(session, 'duplicate-content'),
  'missing-on-disk': (session) => takeOut(session, 'missing-on-disk'),
  unreadable: (session) => takeOut(session, 'unreadable'),
};

/** Gives how many files it changed. */
type Fix = (session: ProjectSession) => Promise<number>;

const MOST_SUGGESTIONS = 100_000;

/** Every kind of problem that there is, the gravest first. */
export async function describeProblems(session: ProjectSession): Promise<ProblemGroup[]> {
  await session.rechecked();
  const sums = await session.database.problemSums();
  return sums.map(({ kind, files, photos, ofPalette }) => {
    return { kind, severity: severityOf[kind], files, photos, ofPalette: [...ofPalette] };
  });
}

/** Does what can safely be done about a problem; throws usage where nothing can. */
export async function fixProblem(session: ProjectSession, kind: ProblemKind): Promise<number> {
  if (!isFixable(kind)) {
    throw new MaskmendError('usage', 'nothing can be done about this without looking at each file');
  }
  await session.rechecked();
  const changed = await fixes[kind](session);
  session.touch();
  session.recheckSoon();
  return changed;
}

async function pairSuggested({ database }: ProjectSession): Promise<number> {
  const { suggestions } = await database.suggestPairs(MOST_SUGGESTIONS);
  const changes = suggestions.map(({ mask, photo }) => ({ mask: mask.id, to: photo.id }));
  return changes.length === 0 ? 0 : database.setPairs(changes, { kind: 'pair-by-name', count: changes.length });
}

function makePhotos({ database }: ProjectSession): Promise<number> {
  return database.setRoles({ kind: 'filter', filter: { role: 'mask', problem: ['not-a-mask'] } }, 'photo');
}

async function takeOut({ database }: ProjectSession, kind: ProblemKind): Promise<number> {
  const masks = await database.sourceIds({ kind: 'filter', filter: { role: 'mask', problem: [kind] } });
  const photos = await database.sourceIds({ kind: 'filter', filter: { role: 'photo', problem: [kind] } });
  return database.removeSources({ kind: 'ids', ids: [...masks, ...photos] });
}
