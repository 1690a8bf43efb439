import { z } from 'zod';
import { MaskmendError } from '../../../shared/errors.ts';
import type { ReadLimits } from '../../../shared/limits.ts';
import type { LabelMap } from '../../../shared/mask/label-map.ts';
import { areaOfRuns, type PixelSize } from '../../../shared/mask/runs.ts';
import type { AnnotationSource, ItemMask, LabelsSource, MaskObject } from '../../../shared/model/dataset.ts';
import { MOST_SEGMENTS, NO_OBJECT, type Segment } from '../../../shared/model/segment.ts';
import { paletteClassSchema } from '../../../shared/model/palette.ts';
import { withFields } from './json-fields.ts';
import { parseJson } from '../tree/source-tree.ts';
import { objectNumbers } from '../writing/mask-pictures.ts';

/** Folder beside drawn masks for the annotations that they were drawn from. */
export const ANNOTATION_FOLDER = 'annotations';

const slotSchema = paletteClassSchema.shape.slot;
const keptSchema = z.object({
  version: z.literal(1),
  format: z.string(),
  raster: z.enum(['coco', 'opencv']),
  size: z.object({ width: z.int().min(1), height: z.int().min(1) }),
  background: slotSchema,
  /** Slot of each class, by the name or number that the format uses. */
  slots: z.array(z.tuple([z.string(), slotSchema])),
  texts: z.array(z.string()),
  /** Whether the first text is about the picture itself. */
  isOwnFirst: z.boolean().optional(),
});

/** Annotations of one mask as a file of their own, with the slots of the project they were taken into. */
export function writeKeptAnnotations(
  { format, raster, background, slots, isOwnFirst }: AnnotationSource,
  { size, texts, slotOf }: AnnotationsToKeep,
): Uint8Array {
  const own = [...slots].flatMap(([key, slot]) => {
    const kept = slotOf(slot);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  const kept = { version: 1, format, raster, size, background: slotOf(background) ?? 0, slots: own, isOwnFirst };
  return Buffer.from(JSON.stringify({ ...kept, texts: texts.map((text) => withoutPhoto(text, format)) }));
}

interface AnnotationsToKeep {
  readonly size: PixelSize;
  readonly texts: readonly string[];
  /** The slot in the project. */
  readonly slotOf: (slot: number) => number | undefined;
}

/** Files of labelme may hold their photo. */
function withoutPhoto(text: string, format: string): string {
  return format === 'labelme' ? withFields(text, { imageData: 'null' }) : text;
}

/** The annotations of such a file as a mask is read from them. Throws `corrupt-file` where it is none. */
export function readKeptAnnotations(
  text: string,
  { file, replaced }: NonNullable<LabelsSource['annotations']>,
  limits: ReadLimits,
): AnnotationSource {
  const parsed = keptSchema.safeParse(parseJson(text, file.name, limits));
  if (!parsed.success)
    throw new MaskmendError('corrupt-file', 'holds no annotations of a project', { path: file.name });
  const { texts, slots, background, format, raster, size, isOwnFirst } = parsed.data;
  const now = (slot: number): number => replaced.get(slot) ?? slot;
  return {
    kind: 'annotation',
    pieces: texts.map((piece) => ({ kind: 'text', file: file.name, text: piece })),
    slots: new Map(slots.map(([key, slot]) => [key, now(slot)])),
    background: now(background),
    ...{ format, raster, size, isOwnFirst },
  };
}

/** Labels and objects of a mask as a project has them now. */
interface MaskNow {
  readonly labelMap: LabelMap;
  /** The number of the object of each pixel. */
  readonly numbers: Uint16Array;
  readonly segments: readonly Segment[];
  readonly objects: readonly MaskObject[];
}

/**
 * The objects of a mask, those that nobody touched as they were annotated, then those that have changed as they are now.
 * An annotation is untouched where every pixel of it, also those that others cover, has the class and the object that the
 * annotations gave it, and its object has no pixel elsewhere. So all of them painted again give the mask.
 */
export function keepUntouched({ labelMap, objects: known = [] }: ItemMask, now: MaskNow): MaskObject[] {
  const { width, height, labels } = now.labelMap;
  const isOfAnotherSize = labelMap.width !== width || labelMap.height !== height;
  if (isOfAnotherSize || known.length > MOST_SEGMENTS) return [...now.objects];
  const before = objectNumbers(labelMap, known, (_, place) => place + 1);
  const placeOf = placesOfNumbers(now.segments, known);
  const touched = new Set<number>();
  const changed = new Uint8Array(labels.length);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const place = placeOf[now.numbers[pixel]];
    if (place === before[pixel] && labels[pixel] === labelMap.labels[pixel]) continue;
    changed[pixel] = 1;
    touched.add(place).add(before[pixel]);
  }
  const kept = new Set(known.filter((object, i) => !touched.has(i + 1) && !holds(object, changed, height)));
  const keptNumbers = new Set(
    now.segments.filter(({ number }) => kept.has(known[placeOf[number] - 1])).map(({ number }) => number),
  );
  return [
    ...kept,
    ...withNewIds(
      now.objects.filter(({ id }) => !keptNumbers.has(id)),
      known,
    ),
  ];
}

/** Place of its annotation, from 1, by the number that an object has now; 0 for none, 65535 for one that came later. */
function placesOfNumbers(segments: readonly Segment[], known: readonly MaskObject[]): Uint16Array {
  const places = new Uint16Array(65_536).fill(65_535);
  places[NO_OBJECT] = 0;
  for (const { number, sourceId = 0, isCrowd } of segments) {
    const annotation = known.at(sourceId - 1);
    if (sourceId > 0 && annotation?.isCrowd === isCrowd) places[number] = sourceId;
  }
  return places;
}

function holds({ runs }: MaskObject, changed: Uint8Array, height: number): boolean {
  const width = changed.length / height;
  for (let i = 0; i < runs.length; i += 2) {
    let x = Math.floor(runs[i] / height);
    let at = (runs[i] - x * height) * width + x;
    for (let rest = runs[i + 1] - runs[i]; rest > 0; rest--) {
      if (changed[at] === 1) return true;
      at += width;
      if (at >= changed.length) at = ++x;
    }
  }
  return false;
}

/** Annotations and objects of the project count each for themselves. */
function withNewIds(objects: readonly MaskObject[], known: readonly MaskObject[]): MaskObject[] {
  const highest = known.reduce((most, { id }) => Math.max(most, id), 0);
  return objects.map((object, i) => ({ ...object, id: highest + 1 + i }));
}

/** Pixels of objects that lie under others. */
export function coveredPixels(objects: readonly MaskObject[], pixels: number): number {
  const seen = new Uint8Array(pixels);
  let once = 0;
  for (const { runs } of objects) {
    for (let i = 0; i < runs.length; i += 2) {
      for (let place = runs[i]; place < runs[i + 1]; place++) {
        if (seen[place] === 0) once++;
        seen[place] = 1;
      }
    }
  }
  return objects.reduce((sum, { runs }) => sum + areaOfRuns(runs), 0) - once;
}
