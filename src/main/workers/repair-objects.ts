import type { RepairWarning } from '../../shared/model/repair-warning.ts';
import { readMaskFile } from '../codec/read-mask-file.ts';
import { packTileLabels } from '../db/labels/label-codec.ts';
import type { GivenObjects } from '../db/operations/object-operations.ts';
import { toErrorData } from '../../shared/errors.ts';
import type { ReadLimits } from '../../shared/limits.ts';
import type { LabelMap } from '../../shared/mask/label-map.ts';
import { tileAreas } from '../../shared/mask/tile-grid.ts';
import type { FileFacts } from '../../shared/model/file-facts.ts';
import { type Palette, UNASSIGNED_SLOT } from '../../shared/model/palette.ts';
import { keepAgreed, slotTable } from '../../shared/objects/agreed-numbers.ts';
import { type OwnPalette, ownPalette } from '../../shared/objects/own-palette.ts';
import {
  classesUnder,
  mapLabels,
  type ObjectMeaning,
  type PlacedObjects,
  placeObjects,
} from '../../shared/objects/place-objects.ts';
import type { MaskContent } from '../../shared/repair/mask-content.ts';
import type { MaskRepair, RepairParameters } from '../../shared/repair/mask-repair.ts';
import type { ShouldStop } from '../../shared/should-stop.ts';
import { eachRow } from './tile-window.ts';

/** How a mask names objects, and the file that does so where it is another one. */
export interface ObjectsToRepair extends ObjectMeaning {
  /** Absolute path. */
  readonly path: string | undefined;
}

/** Repairs a mask by a palette, which may be the file's own. */
export type RepairBy = (content: MaskContent, palette: Palette, by?: Pick<RepairParameters, 'isOfFile'>) => MaskRepair;

export interface ObjectRepairTask {
  readonly content: MaskContent;
  readonly facts: FileFacts;
  /** The project's classes. */
  readonly palette: Palette;
  readonly repair: RepairBy;
  readonly objects: ObjectsToRepair;
  readonly limits: ReadLimits;
  readonly shouldStop: ShouldStop;
}

/** A mask's classes as any repair gives them, and its objects. */
export interface ObjectRepair {
  readonly mask: MaskRepair;
  /** Undefined where there are none, or they cannot be had: then a warning of the mask says why. */
  readonly objects: GivenObjects | undefined;
}

/** Repairs a mask that names objects, or one that has a file of objects beside it. Throws what `repair` throws. */
export function repairObjects(task: ObjectRepairTask): Promise<ObjectRepair> {
  return task.objects.source.file !== undefined ? repairBeside(task) : repairSelf(task);
}

/** The mask's own values are its palette. */
function repairSelf({ content, facts, objects, repair, shouldStop }: ObjectRepairTask): Promise<ObjectRepair> {
  const own = ownPalette(content, objects.source, { channels: facts.channels, shouldStop });
  const values = repair(content, own.palette, { isOfFile: true });
  return Promise.resolve(splitValues(withWarnings(values, own), own, objects));
}

/** What of the values was not looked for is said of the mask. */
export function withWarnings(mask: MaskRepair, { warnings }: OwnPalette): MaskRepair {
  return warnings.length === 0 ? mask : { ...mask, warnings: [...mask.warnings, ...warnings] };
}

/** Classes and objects of a mask that was repaired by the values of its own. */
export function splitValues(values: MaskRepair, own: OwnPalette, objects: ObjectMeaning): ObjectRepair {
  if (values.verdict.kind === 'not-a-mask') return { mask: values, objects: undefined };
  const placed = placeObjects(own, objects, { present: values.classes.map(({ slot }) => slot) });
  const labelMap = mapLabels(values.labelMap, placed.slots);
  const classes = new Map<number, number>();
  for (const { slot, pixels } of values.classes) {
    classes.set(placed.slots[slot], (classes.get(placed.slots[slot]) ?? 0) + pixels);
  }
  const mask = {
    ...values,
    labelMap,
    classes: [...classes].map(([slot, pixels]) => ({ slot, pixels })),
    alternative: withOtherClass(values, labelMap, placed),
  };
  return {
    mask,
    objects: { tiles: tilesOf(mask.labelMap, values.labelMap, placed), segments: placed.segments },
  };
}

/** Second most likely values, where they are of another class. */
function withOtherClass(
  { alternative }: MaskRepair,
  { labels }: LabelMap,
  { slots }: PlacedObjects,
): MaskRepair['alternative'] {
  if (alternative === undefined) return undefined;
  const kept = [...alternative.pixels.keys()].filter(
    (i) => slots[alternative.slots[i]] !== labels[alternative.pixels[i]],
  );
  if (kept.length === 0) return undefined;
  return {
    pixels: Uint32Array.from(kept, (i) => alternative.pixels[i]),
    slots: Uint16Array.from(kept, (i) => slots[alternative.slots[i]]),
  };
}

async function repairBeside(task: ObjectRepairTask): Promise<ObjectRepair> {
  const { content, palette, objects, limits, repair, shouldStop } = task;
  const mask = repair(content, palette);
  if (mask.verdict.kind === 'not-a-mask' || objects.path === undefined) return { mask, objects: undefined };
  const { width, height } = mask.labelMap;
  try {
    const file = await readMaskFile(objects.path, { ...limits, maxPixels: width * height });
    const own = ownPalette(file.content, objects.source, { channels: file.facts.channels, shouldStop });
    const values = repair(file.content, own.palette, { isOfFile: true });
    if (values.labelMap.width !== width || values.labelMap.height !== height) {
      return withoutObjects(mask, { kind: 'objects-of-other-size' });
    }
    const classOf = objects.source.classes.kind === 'mask' ? classesUnder(values.labelMap, mask.labelMap) : undefined;
    const placed = placeObjects(own, objects, { present: values.classes.map(({ slot }) => slot), classOf });
    const given = tilesOf(mask.labelMap, values.labelMap, placed);
    return { mask: withWarnings(mask, own), objects: { tiles: given, segments: placed.segments } };
  } catch (error) {
    const { code, message } = toErrorData(error);
    if (code === 'cancelled' || code === 'internal') throw error;
    return withoutObjects(mask, { kind: 'objects-unreadable', message });
  }
}

function withoutObjects(mask: MaskRepair, why: RepairWarning): ObjectRepair {
  return { mask: { ...mask, warnings: [...mask.warnings, why] }, objects: undefined };
}

/** Numbers as the project keeps them, of the pixels that have their object's class. */
function tilesOf(classes: LabelMap, values: LabelMap, { numbers, segments }: PlacedObjects): GivenObjects['tiles'] {
  const tiles: GivenObjects['tiles'][number][] = [];
  const { width, height } = classes;
  const whole = { x: 0, y: 0, width, height };
  const slots = slotTable(segments, new Map());
  for (const area of tileAreas(classes)) {
    const own = new Uint16Array(area.width * area.height);
    const labels = new Uint16Array(own.length).fill(UNASSIGNED_SLOT);
    eachRow(area, whole, (from, to, length) => {
      for (let i = 0; i < length; i++) {
        own[from + i] = numbers[values.labels[to + i]];
        labels[from + i] = classes.labels[to + i];
      }
    });
    keepAgreed(own, labels, slots);
    if (own.some((number) => number !== 0)) {
      tiles.push({ row: area.row, column: area.column, numbers: packTileLabels(own, false) });
    }
  }
  return tiles;
}
