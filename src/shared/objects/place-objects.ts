import type { LabelMap } from '../mask/label-map.ts';
import type { ObjectSource } from '../model/object-source.ts';
import { UNASSIGNED_SLOT } from '../model/palette.ts';
import { MOST_SEGMENTS, type Segment } from '../model/segment.ts';
import { MaskmendError } from '../errors.ts';
import type { OwnPalette } from './own-palette.ts';

/** What the project says of the objects of a mask. */
export interface ObjectMeaning {
  readonly source: ObjectSource;
  /** Slots by the index of their class. */
  readonly slotOfIndex: ReadonlyMap<number, number>;
  /** The class of objects that tell none. */
  readonly unknownSlot: number;
  /** The class of pixels that belong to none. */
  readonly backgroundSlot: number;
  readonly voidSlot: number;
  /** Numbers of objects that were known before, by what names them in the file. */
  readonly known: ReadonlyMap<number, number>;
  /** The highest number that an object of the mask ever had. */
  readonly highest: number;
}

/** Which value of a mask is which object, and of which class. */
export interface PlacedObjects {
  /** Class of each slot of the mask's own palette. */
  readonly slots: Uint16Array;
  /** Object of each slot of the mask's own palette, 0 for none. */
  readonly numbers: Uint16Array;
  readonly segments: readonly Segment[];
}

/**
 * Tells the values that name objects from those that do not, and gives each object its number. Throws too-large where
 * there are more objects than numbers.
 *
 * @param present Slots of the palette that the mask holds.
 * @param classOf Class of an object by its slot in the palette, where the mask itself tells classes.
 */
export function placeObjects(
  { palette, ids }: OwnPalette,
  meaning: ObjectMeaning,
  {
    present,
    classOf,
  }: { readonly present: readonly number[]; readonly classOf?: ReadonlyMap<number, number> | undefined },
): PlacedObjects {
  const slots = new Uint16Array(UNASSIGNED_SLOT + 1).fill(UNASSIGNED_SLOT);
  const numbers = new Uint16Array(UNASSIGNED_SLOT + 1);
  const segments: Segment[] = [];
  let highest = meaning.highest;
  const classes = new Map(palette.classes.map((entry) => [entry.slot, entry]));
  for (const slot of present.toSorted((a, b) => (ids.get(a) ?? 0) - (ids.get(b) ?? 0))) {
    const id = ids.get(slot);
    if (id === undefined) continue;
    const known = classOf?.get(slot) ?? classOfId(id, meaning);
    slots[slot] = known;
    if (!isObject(id, meaning.source) || known === UNASSIGNED_SLOT) continue;
    const number = meaning.known.get(id) ?? ++highest;
    if (number > MOST_SEGMENTS) {
      throw new MaskmendError('too-large', `holds more than ${MOST_SEGMENTS} objects`);
    }
    numbers[slot] = number;
    const rgb = palette.coding === 'colour' ? classes.get(slot)?.rgb : undefined;
    const isCrowd = meaning.source.crowds?.includes(id) ?? false;
    segments.push({ number, slot: known, isCrowd, sourceId: id, ...(rgb !== undefined && { sourceRgb: rgb }) });
  }
  return { slots, numbers, segments };
}

/** Whether a value of a mask is an object; else it is background, void, or a class by itself. */
export function isObject(
  id: number,
  {
    classes,
    leftOut,
    lowest = 0,
    notMultipleOf,
  }: Pick<ObjectSource, 'classes' | 'leftOut' | 'lowest' | 'notMultipleOf'>,
): boolean {
  if (leftOut.includes(id) || id < lowest || (notMultipleOf !== undefined && id % notMultipleOf === 0)) return false;
  // With 256 a count of 0 is the class without objects; with 1000 counts begin at 0.
  return classes.kind !== 'quotient' || (id >= classes.by && (classes.by === 1000 || id % classes.by !== 0));
}

/** VOC's border colour, as packed colour and as index. */
const VOID_VALUES: readonly number[] = [0xe0e0c0, 255];

function classOfId(id: number, meaning: ObjectMeaning): number {
  const { classes, leftOut } = meaning.source;
  if (classes.kind === 'quotient') {
    const index = id >= classes.by ? Math.floor(id / classes.by) : id;
    return meaning.slotOfIndex.get(index) ?? meaning.unknownSlot;
  }
  if (leftOut.includes(id)) return VOID_VALUES.includes(id) ? meaning.voidSlot : meaning.backgroundSlot;
  if (classes.kind === 'listed') return new Map(classes.slots).get(id) ?? meaning.unknownSlot;
  return meaning.unknownSlot;
}

/** The class that most pixels of each value have, by slot of its own palette; unassigned pixels do not count. */
export function classesUnder(values: LabelMap, classes: LabelMap): Map<number, number> {
  const counts = new Map<number, number>();
  for (let pixel = 0; pixel < values.labels.length; pixel++) {
    const slot = classes.labels[pixel];
    if (slot === UNASSIGNED_SLOT || (classes.labels instanceof Uint8Array && slot === 255)) continue;
    const pair = values.labels[pixel] * 65_536 + slot;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  const best = new Map<number, { slot: number; pixels: number }>();
  for (const [pair, pixels] of counts) {
    const value = Math.floor(pair / 65_536);
    if (pixels > (best.get(value)?.pixels ?? 0)) best.set(value, { slot: pair % 65_536, pixels });
  }
  return new Map([...best].map(([value, { slot }]) => [value, slot]));
}

/** Every label as another one; 8 bits where they have room, with 255 for what is unassigned. */
export function mapLabels({ width, height, labels }: LabelMap, table: Uint16Array): LabelMap {
  const mapped = new Uint16Array(labels.length);
  const isNarrow = labels instanceof Uint8Array;
  let isWide = false;
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const label = labels[pixel];
    const value = isNarrow && label === 255 ? table[UNASSIGNED_SLOT] : table[label];
    mapped[pixel] = value;
    if (value >= 255 && value !== UNASSIGNED_SLOT) isWide = true;
  }
  return { width, height, labels: isWide ? mapped : Uint8Array.from(mapped, (value) => value & 255) };
}
