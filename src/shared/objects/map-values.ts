import type { Segment } from '../model/segment.ts';
import { packColour } from '../palette/packed-colour.ts';

/** How a map of objects says which object a pixel belongs to; 0 and black say: to none. */
export type MapCoding = 'grey8' | 'grey16' | 'rgb';

/** What has to fit into the maps of several masks. */
export interface MappedObjects {
  /** The highest number of an object in the project; null where the mask tells none apart. */
  readonly highestObject: number | null;
  /** The highest number that names one in its file; null where none does. */
  readonly highestSource: number | null;
  readonly hasSourceColours: boolean;
}

/** The coding that holds all objects: by the numbers of the project, or, with `isOfFile`, by what names them in their files. */
export function codingOf(masks: readonly MappedObjects[], isOfFile: boolean): MapCoding {
  const highest = Math.max(0, ...masks.map(({ highestObject }) => highestObject ?? 0));
  if (!isOfFile) return highest > 255 ? 'grey16' : 'grey8';
  if (masks.some(({ hasSourceColours }) => hasSourceColours)) return 'rgb';
  // Objects that no file names get numbers above all that do.
  const most = Math.max(highest, ...masks.map((mask) => (mask.highestSource ?? 0) + (mask.highestObject ?? 0)));
  return most <= 255 ? 'grey8' : most <= 65_535 ? 'grey16' : 'rgb';
}

/**
 * The value of each object of a mask, by its number: grey level, or packed colour. With `isOfFile` it is the number or
 * the colour that the mask's file has for it (numbers in colours as COCO writes them: red + 256 green + 65536 blue);
 * objects that the file does not name get values that no other has.
 */
export function mapValues(segments: readonly Segment[], coding: MapCoding, isOfFile: boolean): Map<number, number> {
  const values = new Map(segments.map(({ number }) => [number, isOfFile ? 0 : valueOfId(number, coding)]));
  if (!isOfFile) return values;
  for (const { number, sourceId, sourceRgb } of segments) {
    if (coding === 'rgb' && sourceRgb !== undefined) values.set(number, packColour(sourceRgb));
    else if (sourceId !== undefined && sourceId < 2 ** 24) values.set(number, valueOfId(sourceId, coding));
  }
  const taken = new Set(values.values());
  let next = segments.reduce((most, { sourceId = 0 }) => (sourceId < 2 ** 24 ? Math.max(most, sourceId) : most), 0);
  for (const { number } of segments) {
    if (values.get(number) !== 0) continue;
    do next = (next + 1) % 2 ** 24;
    while (taken.has(valueOfId(next, coding)));
    values.set(number, valueOfId(next, coding));
    taken.add(valueOfId(next, coding));
  }
  return values;
}

function valueOfId(id: number, coding: MapCoding): number {
  return coding === 'rgb' ? packColour([id & 255, (id >> 8) & 255, (id >> 16) & 255]) : id;
}
