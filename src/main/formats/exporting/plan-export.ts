import type { ExportRemark } from '../../../shared/model/export-remark.ts';
import type { Dataset, DatasetItem, KeptSet } from '../../../shared/model/dataset.ts';
import type { ExportRequest } from '../export-request.ts';
import type { DatasetExporter, ExportContext } from '../format.ts';
import { extensionOf } from '../tree/safe-name.ts';
import { checkCapacity } from './check-capacity.ts';
import type { WriteTask } from './item-tasks.ts';
import { mapClasses } from './map-classes.ts';
import { nameItems, namingOf } from './name-items.ts';
import { packSlots } from './packed-slots.ts';
import { sourceOf } from './source-of.ts';
import { divideItems, keptSplit } from './split-items.ts';
import type { Survey } from './survey-items.ts';

interface PlannedItem {
  readonly item: DatasetItem;
  /** Place in the dataset. */
  readonly place: number;
  readonly name: string;
  readonly split: string;
  readonly number: number;
  /** How many objects of classes that are exported its mask has. */
  readonly objects: number;
  /** True where nothing may be seen of some of them. */
  readonly mayHideObjects: boolean;
}

/** What an export writes, and from what. */
export interface ExportPlan {
  readonly context: ExportContext;
  readonly kept: KeptSet | undefined;
  /** New slot by old one, packed. */
  readonly slots: Uint16Array;
  /** Old slots of the classes that are left out. */
  readonly dropped: readonly number[];
  readonly items: readonly PlannedItem[];
  readonly request: ExportRequest;
  /** What is to be told before anything is written. */
  readonly warnings: readonly ExportRemark[];
}

interface Planning {
  readonly request: ExportRequest;
  readonly survey: Survey;
  readonly exporter: DatasetExporter;
  /** Slots of the classes that are left out. */
  readonly dropped: readonly number[];
}

/** Classes, parts and names of an export. Throws MaskmendError usage where the choices cannot be. */
export function planExport(dataset: Dataset, { request, survey, exporter, dropped }: Planning): ExportPlan {
  const { palette, slots, warnings } = mapClasses(dataset.palette, request.classes, survey.hasUnassigned);
  checkCapacity(palette, exporter, request);
  const splits = splitNames(survey, request);
  const names = nameItems(
    survey.items.map(({ item }, i) => ({ stem: item.stem, split: splits[i] })),
    namingOf(request, exporter),
  );
  const items = survey.items.map(({ item, place, objects, mayHideObjects }, i) => {
    return { item, place, objects, mayHideObjects, name: names[i], split: splits[i], number: i + 1 };
  });
  const title =
    request.out
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.zip$/i, '') ?? 'dataset';
  const context = { palette, form: request.form, title, splits: [...new Set(splits)] };
  const kept = keptOf(dataset, request, slots);
  const told = [...warnings, ...(exporter.warn?.(context) ?? [])];
  return { context, slots: packSlots(slots), dropped, items, request, kept, warnings: told };
}

/** Classes that have become part of another one are none any more. */
function keptOf({ kept }: Dataset, { format }: ExportRequest, slots: Uint16Array): KeptSet | undefined {
  if (kept?.format !== format) return undefined;
  return { ...kept, classes: kept.classes.filter(({ slot }) => slots[slot] === slot) };
}

function splitNames({ items }: Survey, { split }: ExportRequest): string[] {
  switch (split.kind) {
    case 'keep':
      return items.map(({ item }) => keptSplit(item.split));
    case 'one':
      return items.map(() => split.name);
    case 'divide':
      return divideItems(
        items.map(({ slots }) => slots),
        split,
      );
  }
}

/** The task that writes one mask of a plan. */
export async function taskOf(
  { context, slots, dropped, items, request }: ExportPlan,
  index: number,
  how: Pick<WriteTask, 'out' | 'limits'>,
): Promise<WriteTask> {
  const { item, name, split, number } = items[index];
  const { format, geometry } = request;
  const photo = request.hasPhotos ? item.photo : undefined;
  const extension = (item.photo && extensionOf(item.photo.name)) ?? '.jpg';
  const own = { photo, extension, name, split, number };
  return { ...how, ...own, source: await sourceOf(item), format, context, slots, dropped, geometry };
}
