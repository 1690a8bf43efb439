import type { EditedObjects } from '../../../shared/contract/object-schemas.ts';
import type { ProjectSession } from '../project-session.ts';

/** What a page asks to be done to a mask. */
export interface ActRequest<Act> {
  readonly id: number;
  readonly labelsRevision: number;
  readonly act: Act;
  /** The page's name for the act, which is done once however often it comes. */
  readonly key?: string | undefined;
}

/**
 * Does an act that a page has named by a key: where it cannot be done because it was done before, and only its answer
 * was lost, gives what became of it then. Throws what `act` throws.
 */
export async function actOnce<Answer>(
  { database }: ProjectSession,
  { id, key }: Pick<ActRequest<unknown>, 'id' | 'key'>,
  act: () => Promise<Answer>,
): Promise<Answer | EditedObjects> {
  try {
    return await act();
  } catch (error) {
    const before = key === undefined ? undefined : await database.actOfKey(id, key);
    if (before === undefined) throw error;
    return before;
  }
}
