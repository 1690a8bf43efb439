import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts';
import type { ProjectMeasureOptions } from '../../../shared/contract/measure-calls.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { ComparisonSum, type ComparisonScores } from '../../../shared/measure/score-comparison.ts';
import { enginePalette, mergedSlots, type ProjectPalette } from '../../../shared/model/project-palette.ts';
import { writeFileAside } from '../../codec/write-file.ts';
import { toCsv } from '../report/csv.ts';
import { MAX_TINY_OF_MASK, wayOf } from './measured-project.ts';
import { classNameOf, classReader, confusionTable, measureTable, pairTable, scoreTable } from './measure-tables.ts';
import { checkNewFile } from '../new-file.ts';
import { found } from '../sources/found.ts';
import type { LiveSession } from '../live-session.ts';
import type { ProjectSession } from '../project-session.ts';
import { sourceTask } from '../sources/source-pixels.ts';

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
  const { labelMap, own } = await readMask(session, id);
  const task = {
    ...(await sourceTask(session, id)),
    ...{ labelMap, merged: mergedSlots(own), palette: enginePalette(own) },
  };
  const comparison = await (await session.viewPool()).run('compareWithOriginal', task, session.stop);
  const sum = new ComparisonSum();
  sum.add(comparison);
  return plain(sum.scores([]));
}

function plain(scores: ComparisonScores): CallOutput<'measure.original'> {
  return { ...scores, classes: [...scores.classes], confusion: [...scores.confusion] };
}

async function readMask({ database }: ProjectSession, id: number) {
  const [mask, own, rows] = await Promise.all([
    database.mask(id),
    database.projectPalette(),
    database.sourceRows([id]),
  ]);
  if (mask === undefined || own === undefined) {
    throw new MaskmendError('not-found', 'the project keeps no labels of this mask', { hint: 'repair it first' });
  }
  return { labelMap: mask.labelMap, own, path: found(rows.at(0), 'mask').path };
}

/** Writes measures or scores to a file; throws `not-found` where there is nothing to write, and what writing throws. */
export async function saveMeasures(
  session: LiveSession,
  { what, options, path, isOverwriting }: CallInput<'measure.save'>,
): Promise<{ path: string }> {
  await checkNewFile(path, isOverwriting);
  const own = found(await session.database.projectPalette(), 'palette');
  await writeFileAside(path, await textOf(session, { what, options, own }));
  return { path };
}

interface TextRequest {
  readonly what: CallInput<'measure.save'>['what'];
  readonly options: ProjectMeasureOptions;
  readonly own: ProjectPalette;
}

async function textOf(session: LiveSession, request: TextRequest): Promise<string> {
  switch (request.what) {
    case 'scores':
    case 'confusion':
      return comparedText(session, request.what);
    case 'classes':
    case 'pairs':
    case 'tiny':
    case 'json':
      return measuredText(session, { ...request, what: request.what });
  }
}

function comparedText({ comparer }: LiveSession, what: 'scores' | 'confusion'): string {
  const { compared } = comparer;
  if (compared === undefined) throw new MaskmendError('not-found', 'nothing was compared yet');
  const classOf = classReader(compared.classes);
  return what === 'scores'
    ? scoreTable(compared.masks, compared.scores, classOf)
    : confusionTable(compared.scores, classOf);
}

async function measuredText(
  { database }: ProjectSession,
  { what, options, own }: TextRequest & { readonly what: 'classes' | 'pairs' | 'tiny' | 'json' },
): Promise<string> {
  const way = wayOf(options, own);
  const classOf = classReader(own.classes);
  if (what === 'pairs') return pairTable((await database.measureTotals(way, 0)).totals, classOf);
  const masks = (await database.measuresOfMasks(way)).map(({ path, measure }) => ({ name: path, measure }));
  if (what === 'tiny') {
    const rows = masks.flatMap(({ name, measure }) =>
      measure.tiny.map(({ slot, pixels, x, y, width, height }) => {
        return [name, classNameOf(slot, classOf), pixels, x, y, width, height];
      }),
    );
    return toCsv(['mask', 'class', 'pixels', 'x', 'y', 'width', 'height'], rows);
  }
  const { totals } = await database.measureTotals(way, 0);
  if (what === 'classes') return measureTable(masks, totals, classOf);
  const classes = own.classes.map(({ slot, name, index, role }) => ({ slot, name, index, role }));
  return `${JSON.stringify({ version: 1, ...options, classes, totals, masks }, undefined, 2)}\n`;
}
