import { writePng } from '../codec/png/png-writer.ts';
import { objectNumbers } from '../formats/writing/mask-pictures.ts';
import { orientLabels } from '../../shared/mask/turn-labels.ts';
import type { ItemMask, MaskObject, PictureSource } from '../../shared/model/dataset.ts';
import type { ObjectSource } from '../../shared/model/object-source.ts';
import { MOST_SEGMENTS } from '../../shared/model/segment.ts';

/** The objects of a mask as a picture of numbers, upright, and how it is read; what is beyond its numbers is left out. */
export function drawNumbers(
  { labelMap, orientation, objects }: ItemMask & { readonly objects: readonly MaskObject[] },
  slots: ReadonlyMap<number, number>,
): { readonly bytes: Uint8Array; readonly source: Omit<ObjectSource, 'file'> } {
  const kept = objects.filter(({ slot }) => slots.has(slot)).slice(0, MOST_SEGMENTS);
  const labels = objectNumbers(labelMap, kept, (_, place) => place + 1);
  const { width, height, labels: samples } = orientLabels({ ...labelMap, labels }, orientation);
  const bytes = writePng({ width, height, channels: 'grey', bitDepth: 16, samples: Uint16Array.from(samples) });
  return {
    bytes,
    source: {
      isFromDataset: true,
      evidence: { kind: 'dataset' },
      reading: 'value',
      classes: { kind: 'listed', slots: kept.map(({ slot }, place) => [place + 1, slots.get(slot) ?? 0]) },
      leftOut: [0],
      crowds: kept.flatMap(({ isCrowd }, place) => (isCrowd ? [place + 1] : [])),
    },
  };
}

/** How a picture that is still to be repaired names objects; undefined where its coding does not survive a JPEG. */
export function objectsOfCoding(
  { coding, objects }: PictureSource,
  slots: ReadonlyMap<number, number>,
): ObjectSource | undefined {
  if (objects === undefined || objects.reading === 'blue') return undefined;
  const common = {
    isFromDataset: true,
    evidence: { kind: 'dataset' as const },
    reading: objects.reading === 'id24' ? ('id24' as const) : ('value' as const),
    leftOut: [...objects.leftOut, 0],
    lowest: objects.lowest,
    ...(objects.notMultipleOf !== undefined && { notMultipleOf: objects.notMultipleOf }),
    ...(objects.crowds !== undefined && { crowds: objects.crowds }),
  };
  if (objects.file !== undefined) {
    return objects.file.entry === undefined
      ? { ...common, file: objects.file.name, classes: { kind: 'mask' } }
      : undefined;
  }
  const listed = [...coding.indices].flatMap(([id, slot]): [number, number][] => {
    const own = slots.get(slot);
    return own === undefined || common.leftOut.includes(id) ? [] : [[id, own]];
  });
  return { ...common, classes: { kind: 'listed', slots: listed } };
}
