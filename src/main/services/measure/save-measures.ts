import { chartsText } from '../../strings/en/report.ts';
import type { CallInput } from '../../../shared/contract/calls.ts';
import { MaskmendError } from '../../../shared/errors.ts';
import { MeasureSum, type MeasureTotals } from '../../../shared/measure/sum-measures.ts';
import type { PaletteClass } from '../../../shared/model/palette.ts';
import type { ProjectPalette } from '../../../shared/model/project-palette.ts';
import { writeFileAside } from '../../codec/write-file.ts';
import type { ComparedSets } from './compare-sets.ts';
import { toCsv } from '../report/csv.ts';
import { found } from '../sources/found.ts';
import { measureCharts, scoreCharts } from './measure-charts.ts';
import { measureOne, scoreOriginal } from './measure-project.ts';
import type { MeasuredMask } from './measure-sets.ts';
import { classNameOf, classReader, confusionTable, measureTable, pairTable, scoreTable } from './measure-tables.ts';
import { wayOf } from './measured-project.ts';
import { checkNewFile } from '../new-file.ts';
import type { LiveSession } from '../live-session.ts';
import type { ProjectSession } from '../project-session.ts';

type SaveRequest = CallInput<'measure.save'>;
type Saved = SaveRequest['what'];

/** Writes measures or scores to a file; throws `not-found` where there is nothing to write, and what writing throws. */
export async function saveMeasures(session: LiveSession, request: SaveRequest): Promise<{ path: string }> {
  const { path } = request;
  await checkNewFile(path, request.isOverwriting);
  await writeFileAside(path, await textOf(session, request));
  return { path };
}

async function textOf(session: LiveSession, request: SaveRequest): Promise<string> {
  const { what } = request;
  switch (what) {
    case 'scores':
    case 'confusion':
    case 'score-charts':
    case 'score-json':
      return comparedText(await comparedOf(session, request), what);
    case 'charts':
    case 'classes':
    case 'pairs':
    case 'tiny':
    case 'json': {
      const own = await paletteOf(session);
      return measuredText(await measuredOf(session, request, own), { ...request, what, own });
    }
  }
}

async function paletteOf({ database }: ProjectSession): Promise<ProjectPalette> {
  return found(await database.projectPalette(), 'palette');
}

/** What is compared: all masks with a reference, or one with its file as it was. */
type Compared = Pick<ComparedSets, 'classes' | 'scores'> & {
  readonly masks: readonly Pick<ComparedSets['masks'][number], 'name' | 'counterpart' | 'scores'>[];
};

async function comparedOf(session: LiveSession, { mask }: SaveRequest): Promise<Compared> {
  if (mask !== undefined) {
    const [{ classes }, scores, name] = await Promise.all([
      paletteOf(session),
      scoreOriginal(session, mask),
      nameOf(session, mask),
    ]);
    return { classes, scores, masks: [{ name, counterpart: 'the file as it was', scores }] };
  }
  const { compared } = session.comparer;
  if (compared === undefined) throw new MaskmendError('not-found', 'nothing was compared yet');
  return compared;
}

type ScoreTable = Extract<Saved, 'scores' | 'confusion' | 'score-charts' | 'score-json'>;

function comparedText({ classes, scores, masks }: Compared, what: ScoreTable): string {
  const classOf = classReader(classes);
  switch (what) {
    case 'scores':
      return scoreTable(masks, scores, classOf);
    case 'confusion':
      return confusionTable(scores, classOf);
    case 'score-charts':
      return scoreCharts(titleOf(masks), scores, classOf);
    case 'score-json':
      return toJson({ classes: classes.map(namedClass), scores, masks });
  }
}

/** What is measured: every mask that is measured by now, or one as it is now. */
interface Measured {
  readonly masks: readonly (Pick<MeasuredMask, 'name'> & Required<Pick<MeasuredMask, 'measure'>>)[];
  readonly totals: MeasureTotals;
}

async function measuredOf(
  session: ProjectSession,
  { mask, options }: SaveRequest,
  own: ProjectPalette,
): Promise<Measured> {
  if (mask !== undefined) {
    const [measure, name] = await Promise.all([measureOne(session, { ...options, id: mask }), nameOf(session, mask)]);
    const sum = new MeasureSum();
    sum.add(measure);
    return { masks: [{ name, measure }], totals: sum.totals() };
  }
  const way = wayOf(options, own);
  const [masks, { totals }] = await Promise.all([
    session.database.measuresOfMasks(way),
    session.database.measureTotals(way, 0),
  ]);
  return { masks: masks.map(({ path, measure }) => ({ name: path, measure })), totals };
}

interface TextRequest extends Pick<SaveRequest, 'options'> {
  readonly what: Exclude<Saved, ScoreTable>;
  readonly own: ProjectPalette;
}

function measuredText({ masks, totals }: Measured, { what, options, own }: TextRequest): string {
  const classOf = classReader(own.classes);
  switch (what) {
    case 'charts':
      return measureCharts(titleOf(masks), totals, { classOf, tinyBelowPx: options.tinyBelowPx });
    case 'pairs':
      return pairTable(totals, classOf);
    case 'tiny':
      return tinyTable(masks, (slot) => classNameOf(slot, classOf));
    case 'classes':
      return measureTable(masks, totals, classOf);
    case 'json':
      return toJson({ ...options, classes: own.classes.map(namedClass), totals, masks });
  }
}

/** What slots of measures and scores mean. */
function namedClass({ slot, name, index, role }: PaletteClass): Pick<PaletteClass, 'slot' | 'name' | 'index' | 'role'> {
  return { slot, name, index, role };
}

function toJson(contents: object): string {
  return `${JSON.stringify({ version: 1, ...contents }, undefined, 2)}\n`;
}

function tinyTable(masks: Measured['masks'], nameOfClass: (slot: number) => string): string {
  const rows = masks.flatMap(({ name, measure }) =>
    measure.tiny.map(({ slot, pixels, x, y, width, height }) => [
      ...[name, nameOfClass(slot), pixels, x, y, width, height],
    ]),
  );
  return toCsv(['mask', 'class', 'pixels', 'x', 'y', 'width', 'height'], rows);
}

function titleOf(masks: readonly { readonly name: string }[]): string {
  return masks.length === 1 ? (masks[0]?.name ?? '') : chartsText.masks(masks.length);
}

async function nameOf({ database }: ProjectSession, mask: number): Promise<string> {
  const [row] = await database.sourceRows([mask]);
  return found(row, 'mask').path;
}
