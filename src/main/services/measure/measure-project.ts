import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { ComparisonSum, type ComparisonScores } from '../../../shared/measure/score-comparison.ts';
import { enginePalette, mergedSlots } from '../../../shared/model/project-palette.ts';
import type { ProjectSession } from '../project-session.ts';
import { found } from '../sources/found.ts';
import { sourceTask } from '../sources/source-pixels.ts';
import { MAX_TINY_OF_MASK } from './measured-project.ts';

/** A mask of the project, measured as it is now. */
export async function measureOne(
  session: ProjectSession,
  { id, ...options }: CallInput<'measure.mask'>,
): Promise<CallOutput<'measure.mask'>> {
  const { labelMap, path, own } = await readMask(session, id);
  const task = { labelMap, merged: mergedSlots(own), options: { ...options, maxTinyListed: MAX_TINY_OF_MASK } };
  const measure = await (await session.viewPool()).run('measureLabels', task, session.stop);
  const { classes, contacts, tiny } = measure;
  return {
    ...measure,
    classes: [...classes],
    contacts: [...contacts],
    tiny: tiny.map((place) => ({ ...place, file: id, path })),
  };
}

/** The file as it was, read by nearest classes, against the labels now. */
export async function compareOriginal(session: ProjectSession, id: number): Promise<CallOutput<'measure.original'>> {
  return plain(await scoreOriginal(session, id));
}

/** The same as it is added up. */
export async function scoreOriginal(session: ProjectSession, id: number): Promise<ComparisonScores> {
  const { labelMap, own } = await readMask(session, id);
  const task = {
    ...(await sourceTask(session, id)),
    ...{ labelMap, merged: mergedSlots(own), palette: enginePalette(own) },
  };
  const comparison = await (await session.viewPool()).run('compareWithOriginal', task, session.stop);
  const sum = new ComparisonSum();
  sum.add(comparison);
  return sum.scores([]);
}

function plain(scores: ComparisonScores): CallOutput<'measure.original'> {
  return { ...scores, classes: [...scores.classes], confusion: [...scores.confusion] };
}

async function readMask({ database, share }: ProjectSession, id: number) {
  const [mask, own, rows] = await Promise.all([
    database.mask(id, share().limits),
    database.projectPalette(),
    database.sourceRows([id]),
  ]);
  if (mask === undefined || own === undefined) {
    throw new MaskmendError('not-found', 'the project keeps no labels of this mask', { hint: 'repair it first' });
  }
  return { labelMap: mask.labelMap, own, path: found(rows.at(0), 'mask').path };
}
