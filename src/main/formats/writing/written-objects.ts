import type { LossCounts } from '../../../shared/model/export-loss.ts';
import { mayBeBackground } from '../../../shared/palette/class-roles.ts';
import { componentsOfRuns } from '../../../shared/mask/components.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { joinHoles, outlinesOfRuns, type Ring } from '../../../shared/mask/outline.ts';
import { paintRuns, type PixelSize, type Runs } from '../../../shared/mask/runs.ts';
import { runsOfLabels } from '../../../shared/mask/runs-of-labels.ts';
import type { MaskObject } from '../../../shared/model/dataset.ts';
import { UNASSIGNED_SLOT, type ClassRole, type Palette } from '../../../shared/model/palette.ts';
import { crowdsFirst } from '../crowds.ts';
import type { ExportContext, ExportItem } from '../format.ts';

/** Objects that are written for a picture, and what is seen in them. */
export interface WrittenObjects {
  readonly objects: readonly MaskObject[];
  /** Objects that have no pixel to be written. */
  readonly losses: LossCounts;
  /** The labels that the objects give back: the background where there is none. */
  readonly readsBack: LabelMap;
}

/** What a format writes of objects. */
interface WrittenGeometry {
  /** Its name: objects that came in it go into it to the letter. */
  readonly format: string;
  /** Whether objects that were polygons stay polygons. */
  readonly hasPolygons: boolean;
}

/**
 * The objects of a picture for a format that holds nothing but objects: those that are known, and for pixels of a class
 * that none of them covers, objects made of the labels. Background and void are not written. Objects that came in this
 * format have the pixels that it sees in them.
 *
 */
export function objectsToWrite(
  item: ExportItem,
  { palette, form }: ExportContext,
  { format, hasPolygons }: WrittenGeometry,
): WrittenObjects {
  const { labelMap } = item;
  const classes = new Set(palette.classes.filter(({ role }) => role === 'class').map(({ slot }) => slot));
  const all = (item.objects ?? []).filter(({ slot }) => classes.has(slot));
  const isWritable = ({ runs, polygons, verbatim }: MaskObject): boolean =>
    runs.length > 0 ||
    (form.geometry === undefined && verbatim?.format === format) ||
    (hasPolygons && polygons !== undefined && (form.geometry ?? 'polygon') === 'polygon');
  const known = all.filter(isWritable);
  const painted = paintObjects(known, labelMap, palette);
  const made = objectsOfRest(labelMap, painted, { classes, form, firstId: nextId(known) });
  const isKept = ({ verbatim, verbatimRuns }: MaskObject): boolean =>
    form.geometry === undefined && verbatim?.format === format && verbatimRuns !== undefined;
  const objects = [...known, ...made].map((object) =>
    isKept(object) ? { ...object, runs: object.verbatimRuns ?? object.runs } : object,
  );
  const isAsPainted = made.length === 0 && !known.some(isKept);
  const readsBack = isAsPainted ? painted : paintObjects(objects, labelMap, palette);
  const left = all.length - known.length;
  return { objects, readsBack, losses: left > 0 ? { 'objects-without-pixel': left } : {} };
}

function nextId(objects: readonly MaskObject[]): number {
  return objects.reduce((most, { id }) => Math.max(most, id), 0) + 1;
}

/** What a pixel without object is: background, else void, else nothing. */
function emptySlot({ classes }: Pick<Palette, 'classes'>): number {
  const slotOf = (wanted: ClassRole): number | undefined => classes.find(({ role }) => role === wanted)?.slot;
  return slotOf('background') ?? slotOf('void') ?? UNASSIGNED_SLOT;
}

/** What objects look like when they are read again: crowds below, later over earlier, background elsewhere. */
export function paintObjects(objects: readonly MaskObject[], size: PixelSize, { classes }: Palette): LabelMap {
  const background = emptySlot({ classes });
  const { width, height } = size;
  const map = { width, height, labels: new Uint16Array(width * height).fill(background) };
  const order = crowdsFirst(objects);
  for (const { runs, slot } of order) paintRuns(map, runs, { value: slot, unpainted: background });
  return map;
}

interface Making {
  readonly classes: ReadonlySet<number>;
  readonly form: ExportContext['form'];
  readonly firstId: number;
}

function objectsOfRest(labelMap: LabelMap, painted: LabelMap, { classes, form, firstId }: Making): MaskObject[] {
  const { width, height, labels } = labelMap;
  const rest = new Uint16Array(labels.length).fill(UNASSIGNED_SLOT);
  let hasRest = false;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === painted.labels[i] || !classes.has(labels[i])) continue;
    rest[i] = labels[i];
    hasRest = true;
  }
  if (!hasRest) return [];
  const regions = [...runsOfLabels({ width, height, labels: rest }, UNASSIGNED_SLOT)].sort((a, b) => a[0] - b[0]);
  const parts = regions.flatMap(([slot, runs]) => partsOf(runs, labelMap, form).map((part) => ({ slot, runs: part })));
  return parts.map(({ slot, runs }, i) => ({ id: firstId + i, slot, isCrowd: false, runs }));
}

function partsOf(runs: Runs, size: PixelSize, { objects }: ExportContext['form']): Runs[] {
  return objects === 'class' ? [runs] : componentsOfRuns(runs, size, 8);
}

/**
 * How pixels are told of that do not come back with the class they had, and those of a background that is called something
 * else: formats of shapes do not write it.
 */
export function pixelLosses(labelMap: LabelMap, readsBack: LabelMap, { classes }: Palette): LossCounts {
  const voids = new Set(classes.filter(({ role }) => role === 'void').map(({ slot }) => slot));
  const background = classes.find(({ role, name }) => role === 'background' && !mayBeBackground(name));
  let voidPixels = 0;
  let others = 0;
  let unwritten = 0;
  for (let i = 0; i < labelMap.labels.length; i++) {
    if (labelMap.labels[i] === background?.slot) unwritten++;
    if (labelMap.labels[i] === readsBack.labels[i]) continue;
    if (voids.has(labelMap.labels[i])) voidPixels++;
    else others++;
  }
  return {
    ...(voidPixels > 0 && { 'void-pixels': voidPixels }),
    ...(others > 0 && { 'changed-pixels': others }),
    ...(unwritten > 0 && { 'background-pixels': unwritten }),
  };
}

/** Polygons of an object: as annotated, else its outlines, holes joined to them by cuts. */
export function polygonsOf(
  { runs, polygons }: MaskObject,
  size: PixelSize,
): { readonly polygons: readonly Ring[]; readonly holes: number } {
  if (polygons !== undefined) return { polygons, holes: 0 };
  const outlines = outlinesOfRuns(runs, size);
  return {
    polygons: outlines.map(joinHoles),
    holes: outlines.reduce((sum, outline) => sum + outline.holes.length, 0),
  };
}

/** How holes are told of that a format has no way to write but as cuts. */
export function holeLosses(holes: number): LossCounts {
  return holes === 0 ? {} : { holes };
}
