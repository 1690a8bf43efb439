import { problemTexts } from '../../../shared/checks/problem-texts.ts';
import type { ProblemGroup } from '../../../shared/contract/source-schemas.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ProblemKind } from '../../../shared/model/problem.ts';
import { countWithNoun } from '../../../shared/words.ts';
import type { ProjectSession } from '../project-session.ts';

/** What can safely be done about a problem: nothing on disk is touched, and each can be undone. */
const fixes: Readonly<Partial<Record<ProblemKind, Fix>>> = {
  'no-photo': { title: 'Pair them with the photos that their names suggest', fix: pairSuggested },
  'not-a-mask': { title: 'Make them photos', fix: makePhotos },
  'duplicate-bytes': {
    title: 'Take the copies out of the project',
    fix: (session) => takeOut(session, 'duplicate-bytes'),
  },
  'duplicate-content': {
    title: 'Take the copies out of the project',
    fix: (session) => takeOut(session, 'duplicate-content'),
  },
  'missing-on-disk': { title: 'Take them out of the project', fix: (session) => takeOut(session, 'missing-on-disk') },
  unreadable: { title: 'Take them out of the project', fix: (session) => takeOut(session, 'unreadable') },
};

interface Fix {
  readonly title: string;
  /** Gives how many files it changed. */
  readonly fix: (session: ProjectSession) => Promise<number>;
}

const MOST_SUGGESTIONS = 100_000;

/** Every kind of problem that there is, in words, the gravest first. */
export async function describeProblems(session: ProjectSession): Promise<ProblemGroup[]> {
  await session.rechecked();
  const sums = await session.database.problemSums();
  return sums.map(({ kind, files, photos, texts }) => {
    const { severity, title, explanation } = problemTexts[kind];
    const fix = fixes[kind]?.title;
    const told = { kind, severity, title, explanation, files, photos, texts: [...texts] };
    return { ...told, ...(fix !== undefined && { fix }) };
  });
}

/** Does what can safely be done about a problem; throws usage where nothing can. */
export async function fixProblem(session: ProjectSession, kind: ProblemKind): Promise<number> {
  const entry = fixes[kind];
  if (entry === undefined)
    throw new MaskmendError('usage', 'nothing can be done about this without looking at each file');
  await session.rechecked();
  const changed = await entry.fix(session);
  session.touch();
  session.recheckSoon();
  return changed;
}

async function pairSuggested({ database }: ProjectSession): Promise<number> {
  const { suggestions } = await database.suggestPairs(MOST_SUGGESTIONS);
  const changes = suggestions.map(({ mask, photo }) => ({ mask: mask.id, to: photo.id }));
  return changes.length === 0 ? 0 : database.setPairs(changes, `Pair ${countWithNoun(changes.length, 'mask')} by name`);
}

function makePhotos({ database }: ProjectSession): Promise<number> {
  return database.setRoles({ kind: 'filter', filter: { role: 'mask', problem: ['not-a-mask'] } }, 'photo');
}

async function takeOut({ database }: ProjectSession, kind: ProblemKind): Promise<number> {
  const masks = await database.sourceIds({ kind: 'filter', filter: { role: 'mask', problem: [kind] } });
  const photos = await database.sourceIds({ kind: 'filter', filter: { role: 'photo', problem: [kind] } });
  return database.removeSources({ kind: 'ids', ids: [...masks, ...photos] });
}
