import type { ReviewProgress } from '../../../shared/contract/review-schemas.ts';
import type { Selection, SourceFilter } from '../../../shared/contract/source-schemas.ts';
import type { Decision } from '../../../shared/model/decision.ts';
import type { ProjectSession } from '../project-session.ts';

interface Decided {
  readonly changed: number;
  readonly progress: ReviewProgress;
}

/** What a person of that name says of masks, as one act. */
export async function decideMasks(
  session: ProjectSession,
  {
    selection,
    decision,
    note,
    by,
  }: { selection: Selection; decision: Decision; note?: string | undefined; by: string },
): Promise<Decided> {
  return told(session, await session.database.decide(selection, { decision, note, by }), selection);
}

export async function acceptCertified(session: ProjectSession, filter: SourceFilter, by: string): Promise<Decided> {
  return told(session, await session.database.acceptCertified(filter, by), { kind: 'filter', filter });
}

async function told(session: ProjectSession, changed: number, selection: Selection): Promise<Decided> {
  if (changed > 0) session.touch(selection.kind === 'ids' ? selection.ids : undefined);
  return { changed, progress: await session.database.reviewProgress() };
}
